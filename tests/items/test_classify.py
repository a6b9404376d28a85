"""Classifying: each convention of docs/items.md with a wording of its own."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import classify_item
from extractors.items import explain_item, ordinance_special_care, unknown_findings
from extractors.items.morphology import build_dictionary, morphemes, release_memory, user_words
from extractors.items.ordinances import read_ordinances
from extractors.items.taxonomy import taxonomy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("里親氏名フリガナ", "氏名フリガナ"),
        ("受講者名", "氏名"),
        ("看護師の氏名", "氏名"),
        ("旧氏併記の有無", "通称・旧姓"),
        ("転出先の住所", "住所"),
        ("就労先の電話番号", "勤務先"),
        ("利用事業所の所在地", "利用サービス"),
        ("歯科医院の電話番号", "受診・服薬"),
        ("接種した医療機関の名称", "予防接種"),
        ("土地の所有者", "資産"),
        ("猫の生年月日", "動物"),
        ("飼い犬の登録年月日", "動物"),
        ("飼い主の住所", "住所"),
        ("信用金庫の支店名", "口座情報"),
        ("児童育成手当の受給状況", "収入"),
        ("生活保護の開始日", "生活保護"),
        ("施設利用料", "請求・支払額"),
        ("地震保険料", "支出・控除"),
        ("月ごとの請求点数", "請求・支払額"),
        ("レセプト点数", "請求・支払額"),
        ("期末試験の点数", "就学状況"),
        ("1日当たりの時間", "手続日付"),
        ("居室の日当たり", "住居の状況"),
        ("希望する施設", "希望・意見"),
        ("転園を希望する理由", "申請理由"),
        ("入会を希望する者の年齢", "年齢"),
        ("退院日", "受診・服薬"),
        ("採用日", "就労状況"),
        ("転入予定日", "住民登録・異動"),
        ("届出年月日", "手続日付"),
        ("住所変更年月日", "手続日付"),
        ("氏名変更の理由", "申請理由"),
        ("療育手帳の番号", "手帳情報"),
        ("通所受給者証の番号", "障害福祉受給者証"),
        ("原付の車台番号", "物品・施設"),
        ("図書館カードの番号", "識別番号"),
        ("介護保険証の番号", "被保険者番号"),
        ("住民票コード", "識別番号"),
        ("弟の人数", "家族状況"),
        ("同居家族の人数", "家族状況"),
        ("参加人数", "人数・数量"),
        ("普段どこで過ごしているか", "場所・地域"),
        ("引越し日", "住民登録・異動"),
        ("お問合わせの内容", "利用記録"),
        ("ふりがな", "氏名フリガナ"),
        ("カナ表記の氏名", "氏名フリガナ"),
        ("被保険者名", "氏名"),
        ("通園先変更の理由", "申請理由"),
        ("転居の理由", "住民登録・異動"),
        ("手当の支給額", "収入"),
        ("薬剤アレルギーの既往", "アレルギー"),
        ("利用したい施設", "希望・意見"),
        ("はじめて歩き始めた時期", "健康状態"),
        ("この1年間に転んだことがあるか", "心身機能"),
        ("祖父母の状況", "家族状況"),
        ("子どもは何人いるか", "家族状況"),
        ("職業及び勤務先", "職業"),
        ("落とし物の特徴", "物品・施設"),
        ("けがの部位", "健康状態"),
        ("お薬手帳の有無", "受診・服薬"),
        ("修了証番号", "識別番号"),
        ("固定電話の番号", "電話番号"),
        ("何人で参加するか", "人数・数量"),
        ("いつ届け出たか", "手続日付"),
        ("なぜ申し込むのか", "申請理由"),
        ("薬は飲んでいるか", "受診・服薬"),
        ("どの病院に通っているか", "受診・服薬"),
        ("パソコンの操作", "資格・技能"),
        ("建物の名称", "物品・施設"),
        ("催しの名称", "参加情報"),
        ("請求する情報の内容", "申請内容"),
        ("予診票の送付先", "住所"),
        ("看病している家族の有無", "介護状況"),
        ("同じ区に住む家族の有無", "家族状況"),
        ("ケアマネジャーの有無", "相談・支援記録"),
        ("出席予定者数", "人数・数量"),
        ("利用料の減免の有無", "福祉給付"),
        ("貸出の履歴", "利用記録"),
        ("受講する講座", "参加情報"),
        ("使用する目的", "申請内容"),
        ("区分認定の有効期間", "障害支援区分"),
        ("介護に従事する日", "介護状況"),
        ("退所前の住所", "住所"),
        ("分娩施設名", "妊娠・出産"),
        ("通勤手当額", "収入"),
        ("免許の登録年月日", "資格・技能"),
        ("腹囲の測定値", "身体計測"),
        ("クローン病の有無", "病名"),
        ("入学希望の園", "希望・意見"),
        ("妊婦であるか", "妊娠・出産"),
        ("被保護者か否か", "生活保護"),
        ("被害者であること", "犯罪被害"),
        ("発作の経験", "病名"),
        ("担任の所見", "就学状況"),
        ("担当医の所見", "受診・服薬"),
        ("通園先変更理由", "申請理由"),
        ("障害の発生原因", "障害の有無"),
    ],
)
def test_attributes(name: str, attribute: str) -> None:
    assert classify_item(name).attribute == attribute


@pytest.mark.parametrize(
    ("name", "path", "attribute"),
    [
        ("度数", ("愛の手帳",), "手帳情報"),
        ("等級", ("障害者手帳",), "手帳情報"),
        ("声かけへの反応", ("認知機能に関する項目",), "心身機能"),
        ("身長", ("健康診断の結果",), "身体計測"),
        ("理由", ("申込取下",), "申請理由"),
        ("所在地", ("勤務先",), "勤務先"),
        ("電話番号", ("医療機関の情報",), "受診・服薬"),
        ("名前", ("飼い犬について",), "動物"),
        ("番号", ("療育手帳",), "手帳情報"),
        ("交付日", ("療育手帳",), "手帳情報"),
        ("名義人", ("口座情報",), "口座情報"),
        ("上司の電話番号", ("勤務先",), "電話番号"),
        ("氏名", ("保育園",), "氏名"),
        ("住所", ("住居の状況",), "住所"),
    ],
)
def test_the_path_says_what_the_name_does_not(name: str, path: tuple[str, ...], attribute: str) -> None:
    assert classify_item(name, path).attribute == attribute


@pytest.mark.parametrize(
    ("name", "path", "subject"),
    [
        ("届出人氏名", (), "届出人"),
        ("見学する子どもの年齢", (), "見学する子ども"),
        ("里親（養育者）の住所", (), "里親(養育者)"),
        ("主たる扶養者の職業", (), "主たる扶養者"),
        ("看病を受ける人の氏名", (), "看病を受ける人"),
        ("氏名", ("養育者の情報",), "養育者"),
        ("病名", ("世帯の概況", "対象乳児の状況"), "対象乳児"),
        ("氏名", ("家庭状況",), None),
        ("筆頭者との続柄", (), None),
        ("児童からみた続柄", (), None),
        ("子どもとの続柄", ("養育者の情報",), "養育者"),
        ("配偶者の有無", (), None),
        ("子どもの人数", (), None),
        ("利用者ID", (), None),
        ("被保険者番号", (), None),
        ("世帯主の個人番号", (), "世帯主"),
        ("児童手当の有無", (), None),
        ("遺族年金額", (), None),
        ("猫の毛色", (), "猫"),
        ("入園予定児童", (), "入園予定児童"),
        ("施設名", (), None),
        ("相続人代表者の氏名", (), "相続人代表者"),
        ("祖父母の様子", (), "祖父母"),
        ("上の子の学年", (), "上の子"),
        ("一緒に暮らしている人の氏名", (), "一緒に暮らしている人"),
        ("被扶養者になった日", (), None),
        ("保育士資格の有無", (), None),
        ("看護師の資格の有無", (), None),
        ("調査員の経験", (), None),
        ("同一生計配偶者の個人番号", (), "同一生計配偶者"),
        ("学校長の氏名", (), "学校長"),
        ("民生委員の活動記録", (), None),
    ],
)
def test_subjects(name: str, path: tuple[str, ...], subject: str | None) -> None:
    assert classify_item(name, path).subject == subject


@pytest.mark.parametrize(
    ("name", "care", "law"),
    [
        ("指定難病の名称", "yes", "病歴"),
        ("聴覚障害の有無", "yes", "施行令第2条第1号"),
        ("胃がん検診の結果", "yes", "施行令第2条第2号"),
        ("服薬内容", "yes", "施行令第2条第3号"),
        ("罰金刑の有無", "yes", "犯罪の経歴"),
        ("少年院への送致", "yes", "施行令第2条第5号"),
        ("ストーカー被害の内容", "yes", "犯罪により害を被った事実"),
        ("信仰する宗教", "yes", "信条"),
        ("賞罰の有無", "possible", "犯罪の経歴"),
        ("心身障害者手当の受給", "possible", "施行令第2条第1号"),
        ("訪問介護の利用回数", "possible", "施行令"),
        ("保育を必要とする事由", "possible", "病歴"),
        ("備考", "possible", "記載の内容"),
        ("問い合わせへの対応記録", "possible", "記載の内容"),
        ("受給者証に重症心身障害と記載があるか", "yes", "施行令第2条第1号"),
    ],
)
def test_special_care_names_its_provision(name: str, care: str, law: str) -> None:
    found = classify_item(name)
    assert found.special_care == care
    assert found.law is not None
    assert law in found.law


@pytest.mark.parametrize(
    "name", ["国籍", "本籍", "生活保護の受給", "性別", "最終学歴", "職業", "顔写真", "個人番号", "氏名"]
)
def test_what_is_no_special_care(name: str) -> None:
    found = classify_item(name)
    assert (found.special_care, found.law) == ("no", None)


def test_my_number_is_only_the_individual_number() -> None:
    assert classify_item("個人番号").is_my_number
    assert classify_item("被扶養者のマイナンバー").is_my_number
    assert not any(classify_item(name).is_my_number for name in ("法人番号", "住民票コード", "基礎年金番号"))


def test_an_unknown_item_is_other_and_counted() -> None:
    found = classify_item("ほげほげ")
    assert (found.attribute, found.category, found.rule) == ("その他", "other", None)
    findings = unknown_findings([("ほげほげ", ()), ("氏名", ()), ("ほげほげ", ())])
    assert [(one.code, one.raw) for one in findings] == [("item_unknown", "ほげほげ")]
    assert "2 times" in findings[0].message


def test_the_taxonomy_is_complete() -> None:
    known = taxonomy()
    assert len(known.attributes) == 89
    assert len({one.category for one in known.attributes.values()}) == 21
    groups = {"基本的事項", "思想・信条等", "家庭生活", "心身の状況", "社会生活", "資産・収入等", "その他"}
    assert {one.group for one in known.attributes.values()} == groups
    assert all((one.law is None) == (one.special_care == "no") for one in known.attributes.values())
    reached = {word.attribute for word in known.by_text.values()}
    assert set(known.attributes) <= reached


def test_every_word_alone_leads_somewhere() -> None:
    """A head or a topic, asked for by itself, gives its own attribute."""
    known = taxonomy()
    wrong = [
        (text, word.attribute, classify_item(text).attribute)
        for text, word in known.by_text.items()
        if word.level in {"head", "topic"} and classify_item(text).attribute != word.attribute
    ]
    assert wrong == []


def test_an_explanation_shows_morphemes_rule_and_law() -> None:
    found = explain_item("養育者氏名フリガナ", ("届出",))
    assert found.result == classify_item("養育者氏名フリガナ", ("届出",))
    text = "\n".join(found.lines())
    assert "振り仮名" in text
    assert str(found.result.rule) in text
    law = "\n".join(explain_item("病歴").lines())
    assert "第2条第3項" in law


def test_the_user_dictionary_is_built_alike_everywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usual = build_dictionary()
    monkeypatch.setenv("SHINGIKAI_CACHE", str(tmp_path))
    fresh = build_dictionary()
    assert fresh != usual
    assert (fresh.name, fresh.read_bytes()) == (usual.name, usual.read_bytes())
    assert list(fresh.parent.iterdir()) == [fresh]


def test_user_words_are_read_whole() -> None:
    assert all([one.surface for one in morphemes(word)] == [word] for word in user_words())


def test_ordinances_are_dated() -> None:
    entries = read_ordinances(
        '[[ordinance]]\nmunicipality_code = "139999"\nname = "例"\nstart = 2023-04-01\nattributes = ["生活保護"]\n'
    )
    assert ordinance_special_care("生活保護", "139999", date(2023, 4, 1), entries) is True
    assert ordinance_special_care("氏名", "139999", date(2023, 4, 1), entries) is False
    assert ordinance_special_care("生活保護", "139999", date(2023, 3, 31), entries) is None
    assert ordinance_special_care("生活保護", "131121", date(2024, 1, 1)) is None


@given(st.text(max_size=60), st.lists(st.text(max_size=10), max_size=2))
@settings(max_examples=150)
def test_any_text_has_a_class(name: str, path: list[str]) -> None:
    found = classify_item(name, tuple(path))
    assert found.attribute in taxonomy().attributes
    assert found.special_care in {"yes", "possible", "no"}


@given(
    st.sampled_from(["氏名", "病名", "口座番号", "入院日", "申請理由"]),
    st.sampled_from(["１", " ", "（西暦）", "等"]),
)
def test_width_spaces_and_brackets_change_nothing(name: str, tail: str) -> None:
    assert classify_item(name + tail).attribute == classify_item(name).attribute


def test_a_name_longer_than_one_call_takes_is_read() -> None:
    assert classify_item("の" * 60_000 + "氏名").attribute == "氏名"


@pytest.mark.skipif(sys.platform != "linux", reason="the system's call is Linux's")
def test_memory_of_the_dictionary_given_back_comes_again() -> None:
    names = ["医療費助成資格確認番号", "保護者の勤務先", "口座名義人カナ", "申し込み年月日"]
    before = [morphemes(name) for name in names]
    assert release_memory() > 50_000_000
    assert [morphemes(name) for name in names] == before


@pytest.mark.parametrize(
    ("name", "attribute", "care", "is_my_number"),
    [
        ("氏名及び傷病名", "氏名", "yes", False),
        ("障害の程度及び氏名", "障害の有無", "yes", False),
        ("氏名及び障害の程度", "氏名", "yes", False),
        ("住所並びに個人番号", "住所", "no", True),
        ("生年月日および電話番号", "生年月日", "no", False),
        ("氏名及び健康状態", "氏名", "possible", False),
    ],
)
def test_special_care_of_either_of_two_things_in_one_item(
    name: str, attribute: str, care: str, is_my_number: bool
) -> None:
    found = classify_item(name)
    assert (found.attribute, found.special_care, found.is_my_number) == (attribute, care, is_my_number)
    assert (found.law is None) == (care == "no")
