"""Words that head the columns of tables in official papers; a cell that is one of these is rarely data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.profiles import plain

if TYPE_CHECKING:
    from collections.abc import Collection

_WORDS: Final = """
    no no. 番号 項番 連番 通番 整理番号 一連番号 年度 年月日 日付 日時 期日 期間 時期 時間 曜日 開始時期 実施時期 開始年月日 実施年月日 実施日 開催日
    区分 種別 種類 分類 項目 細目 款 項 目 節 科目 事項 内容 概要 摘要 備考 説明 理由 目的 根拠 根拠法令 条項 該当条項 条文
    名称 件名 氏名 事業名 施設名 会議名 会議の名称 会議の内容 業務名 業務の名称 手続名 案件名 委託名 工事名 品名 団体名 学校名 委託の内容 委託の件名
    部署 部署名 担当 担当課 担当部課 担当所管 所管 所管課 所属 組織 課名 部課名 実施機関 主管課
    住所 所在地 場所 位置 会場 地域 地区 区 町 都道府県 都道府県名 市区町村 電話番号 連絡先 郵便番号
    金額 単価 費用 費用の額 予算額 決算額 合計 計 総数 件数 人数 数量 割合 構成比 増減 比較 定員 参加者数 区民参加数 審査件数 対象者数
    委託先 提供先 相手方 提供元 利用目的 提供先での利用目的 個人情報の項目 対象者 記録項目
    要配慮個人情報 有無 状況 結果 議決結果 役職 役割 職名 単位 期限 頻度 回数 方法 形態 規格
    年齢 性別 質問 回答 意見 対応 課題 議題 議案 審議結果 発言者
    開催日時 開催場所 出席者 出席委員 欠席者 欠席委員 傍聴者 傍聴人 事務局 次第 配布資料 配付資料 対象 実施主体 担当者 代表者 問合せ先
"""

HEADER_WORDS: Final = frozenset(_WORDS.split())
"""Compared after `normalize_comparison`, without white space."""

_TAIL = re.compile(r"\(.*?\)$|等$|※\d*$")


def is_header_word(text: str) -> bool:
    """Whether a cell's text is (but for a remark in brackets) a word that usually heads a column."""
    word = plain(text)
    return word in HEADER_WORDS or _TAIL.sub("", word) in HEADER_WORDS


def are_header_words(texts: Collection[str]) -> bool:
    """Whether more than half of the texts of a row are words that usually head columns."""
    return sum(map(is_header_word, texts)) > 0.5 * len(texts)
