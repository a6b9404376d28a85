"""Splitting: each convention of docs/items.md with a wording of its own."""

from __future__ import annotations

import pytest

from extractors import split_items

Expected = list[tuple[str, str, str | None, bool]]


def read(text: str) -> Expected:
    found = split_items(text)
    assert "".join(piece.text for piece in found.pieces) == text
    return [(" > ".join(i.path), i.name, i.qualifier, i.is_open_ended) for i in found.items]


def names(text: str) -> list[str]:
    return [name if not path else f"{path} > {name}" for path, name, _, _ in read(text)]


@pytest.mark.parametrize("text", ["共通項目のみ", "（共通項目のみ）", "共通項目のみ。", " 共通項目\nのみ"])
def test_a_list_may_only_refer_to_the_common_items(text: str) -> None:
    found = split_items(text)
    assert found.is_common_only
    assert found.items == ()


@pytest.mark.parametrize("text", ["なし", "特になし。", "－", "", "  \n", "保険料：なし"])
def test_nothing_gives_no_item(text: str) -> None:
    found = split_items(text)
    assert found.items == ()
    assert not found.is_common_only


@pytest.mark.parametrize("mark", ["、", "，", "。", "；", "\n", "、\n", "／", "・", "　"])
def test_separators(mark: str) -> None:
    assert names(mark.join(["氏名", "生年月日", "電話番号"])) == ["氏名", "生年月日", "電話番号"]


@pytest.mark.parametrize("pair", ["（）", "()", "【】", "［］", "[]", "「」", "（)"])
def test_separators_inside_brackets_do_not_count(pair: str) -> None:
    assert len(names(f"手帳の有無{pair[0]}身体、療育{pair[1]}、職業")) == 2


@pytest.mark.parametrize(
    ("text", "name", "qualifier"),
    [
        ("生年月日（和暦）", "生年月日", "和暦"),
        ("年齢(令和6年4月1日現在)", "年齢", "令和6年4月1日現在"),
        ("手当の種類（育成、扶養）", "手当の種類", "育成、扶養"),
        ("電話番号（固定・携帯）", "電話番号", "固定・携帯"),
        ("連絡先（電話番号、住所のいずれか）", "連絡先", "電話番号、住所のいずれか"),
        ("住所（方書を含む。）", "住所", "方書を含む"),
        ("園児氏名（カナ）（半角）", "園児氏名", "カナ、半角"),
        ("世帯主氏名【漢字）", "世帯主氏名", "漢字"),
        ("性別（男、女、その他）", "性別", "男、女、その他"),
        ("通知の方法（電話、メール、FAX）", "通知の方法", "電話、メール、FAX"),
        ("確認書類（住民票、運転免許証）", "確認書類", "住民票、運転免許証"),
        ("収入額（給与額、年金額）", "収入額", "給与額、年金額"),
        ("備考（配慮してほしいことなど）", "備考", "配慮してほしいことなど"),
        ("認定区分（標準時間、短時間）", "認定区分", "標準時間、短時間"),
        ("給付費目（学用品費、修学旅行費）", "給付費目", "学用品費、修学旅行費"),
        ("配慮事項（点字、車いす）", "配慮事項", "点字、車いす"),
        ("住所（所在地）及び氏名", "住所(所在地)及び氏名", None),
    ],
)
def test_qualifiers(text: str, name: str, qualifier: str | None) -> None:
    assert read(text) == [("", name, qualifier, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("届出人（氏名、住所）、異動日", ["届出人 > 氏名", "届出人 > 住所", "異動日"]),
        ("家族の情報（氏名、続柄、勤務先（名称、電話番号））",
         ["家族の情報 > 氏名", "家族の情報 > 続柄", "家族の情報 > 勤務先 > 名称", "家族の情報 > 勤務先 > 電話番号"]),
        ("振込口座（銀行名・支店名・口座番号）", ["振込口座 > 銀行名", "振込口座 > 支店名", "振込口座 > 口座番号"]),
        ("生活機能に関する項目（起居、声かけへの反応）",
         ["生活機能に関する項目 > 起居", "生活機能に関する項目 > 声かけへの反応"]),
        ("暮らしの状況（収入、資産、住居）", ["暮らしの状況 > 収入", "暮らしの状況 > 資産", "暮らしの状況 > 住居"]),
        ("届出人（氏名、住所）・代理人（氏名、続柄）",
         ["届出人 > 氏名", "届出人 > 住所", "代理人 > 氏名", "代理人 > 続柄"]),
        ("請求する証明書（種類、枚数）", ["請求する証明書 > 種類", "請求する証明書 > 枚数"]),
        ("生活に関する意見（移動、見守りの必要性）",
         ["生活に関する意見 > 移動", "生活に関する意見 > 見守りの必要性"]),
        ("園児の健康状態（既往歴、服薬）", ["園児の健康状態 > 既往歴", "園児の健康状態 > 服薬"]),
        ("接続ログ（日時、IPアドレス、見たページ）",
         ["接続ログ > 日時", "接続ログ > IPアドレス", "接続ログ > 見たページ"]),
        ("転入者（代理人）について（氏名、住所）", ["転入者(代理人)について > 氏名", "転入者(代理人)について > 住所"]),
    ],
)  # fmt: skip
def test_groups(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身長・体重", ["身長", "体重"]),
        ("難病・障害の有無", ["難病・障害の有無"]),
        ("受診歴・服薬歴の有無", ["受診歴・服薬歴の有無"]),
        ("学校・学級名", ["学校・学級名"]),
        ("園児・児童氏名", ["園児・児童氏名"]),
        ("持ち家・借家の別", ["持ち家・借家の別"]),
        ("ケース・ワーク", ["ケース・ワーク"]),
        ("世帯主の氏名・職業・年収", ["世帯主の氏名", "世帯主の職業", "世帯主の年収"]),
        ("手帳の種別・等級", ["手帳の種別", "手帳の等級"]),
        ("農地・山林の所有者・面積", ["農地・山林の所有者", "農地・山林の面積"]),
        ("世帯員氏名・生年月日", ["世帯員氏名", "生年月日"]),
        ("父の氏名・母の氏名", ["父の氏名", "母の氏名"]),
        ("夫・妻の勤務先", ["夫・妻の勤務先"]),
        ("窓口・郵送・電話の別", ["窓口・郵送・電話の別"]),
        ("年齢・男女の別", ["年齢", "男女の別"]),
        ("営業所得・農業所得", ["営業所得", "農業所得"]),
        ("障害の種別・部位・程度", ["障害の種別", "障害の部位", "障害の程度"]),
        ("税目・年度", ["税目", "年度"]),
        ("資格・免許", ["資格", "免許"]),
        ("資格・免許の有無", ["資格・免許の有無"]),
        ("電話・FAX番号", ["電話・FAX番号"]),
        ("職業・学校名", ["職業", "学校名"]),
        ("氏名・住所の変更の有無", ["氏名・住所の変更の有無"]),
        ("家屋の所在地・構造・床面積", ["家屋の所在地", "家屋の構造", "家屋の床面積"]),
        ("世帯主の性別・生年月日", ["世帯主の性別", "世帯主の生年月日"]),
        ("会社・部署・役職等の変更", ["会社・部署・役職等の変更"]),
        ("氏名・住所・証書等の写し", ["氏名", "住所", "証書等の写し"]),
        ("国籍・地域", ["国籍・地域"]),
        ("志望動機・自己PR", ["志望動機", "自己PR"]),
        ("飼い主の氏名・住所／犬の種類／鑑札番号", ["飼い主の氏名", "飼い主の住所", "犬の種類", "鑑札番号"]),
        ("氏名／手帳の種別・等級／住所", ["氏名", "手帳の種別", "手帳の等級", "住所"]),
        ("手帳の種別／等級", ["手帳の種別", "手帳の等級"]),
        ("氏名及び住所、電話番号又はメールアドレス", ["氏名及び住所", "電話番号又はメールアドレス"]),
    ],
)
def test_middle_dots(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１ 氏名、２ 生年月日、３ 世帯の状況（収入、住居）",
         ["氏名", "生年月日", "世帯の状況 > 収入", "世帯の状況 > 住居"]),
        ("1氏名、2生年月日、3住所", ["氏名", "生年月日", "住所"]),
        ("１ 氏名 ２ 生年月日 ３住所 ４ 続柄", ["氏名", "生年月日", "住所", "続柄"]),
        ("１ 氏名 ２ 住所３ 続柄", ["氏名", "住所", "続柄"]),
        ("１ 氏名 ２ 障害支援区分3", ["氏名", "障害支援区分3"]),
        ("①氏名②生年月日（和暦）③住所", ["氏名", "生年月日", "住所"]),
        ("１）氏名　２）生年月日", ["氏名", "生年月日"]),
        ("(ア)氏名(イ)生年月日", ["氏名", "生年月日"]),
        ("a.氏名 b.生年月日", ["氏名", "生年月日"]),
        ("（1）届出人：氏名、住所（2）児童：氏名", ["届出人 > 氏名", "届出人 > 住所", "児童 > 氏名"]),
        ("〇氏名\n〇生年月日", ["氏名", "生年月日"]),
        ("1回目の受診日、2回目の受診日", ["1回目の受診日", "2回目の受診日"]),
        ("1歳児健診の結果、3歳児健診の結果", ["1歳児健診の結果", "3歳児健診の結果"]),
    ],
)  # fmt: skip
def test_counted_lists(text: str, expected: list[str]) -> None:
    found = split_items(text)
    assert names(text) == expected
    assert found.findings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("職業、生年月\n日、電話番\n号", ["職業", "生年月日", "電話番号"]),
        ("届出人氏\n名\n職業", ["届出人氏名", "職業"]),
        ("被保険者\n番号\n職業", ["被保険者番号", "職業"]),
        ("身体障害者\n手帳の有無", ["身体障害者手帳の有無"]),
        ("医療的ケアを\n担う方の続柄", ["医療的ケアを担う方の続柄"]),
        ("母の\r\n職業", ["母の職業"]),
        ("緊急連絡先\n（氏名、続柄）\n職業", ["緊急連絡先 > 氏名", "緊急連絡先 > 続柄", "職業"]),
        ("氏名\n（カナ）\n職業", ["氏名", "職業"]),
        ("父\n母", ["父", "母"]),
        ("学年\n組", ["学年", "組"]),
        ("氏名\n(1)職業\n(2)続柄", ["氏名", "職業", "続柄"]),
    ],
)
def test_a_word_goes_on_over_a_line_break(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("勤務先又は、通学先の名称、年齢", ["勤務先又は、通学先の名称", "年齢"]),
        ("現在、通院しているか、職業", ["現在、通院しているか", "職業"]),
        ("欠席する場合、その理由、学年", ["欠席する場合、その理由", "学年"]),
        ("氏名、住所、及び電話番号", ["氏名", "住所", "電話番号"]),
        ("受給額1,200円の内訳、氏名", ["受給額1,200円の内訳", "氏名"]),
    ],
)
def test_commas_that_do_not_separate(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ("届出時期（西暦）同居者の氏名、職業", ["届出時期", "同居者の氏名", "職業"], ["separator_lost"]),
        ("住所氏名、年齢", ["住所", "氏名", "年齢"], ["separator_lost"]),
        ("氏名（カナ）電話番号、年齢", ["氏名", "電話番号", "年齢"], ["separator_lost"]),
        ("預け先（名称）預け先（住所）", ["預け先", "預け先"], ["separator_lost"]),
        ("転入（予定）日、出生（届出）年月日", ["転入(予定)日", "出生(届出)年月日"], []),
        ("里親（又は親族）氏名", ["里親(又は親族)氏名"], []),
        ("犬鑑札番号登録番号", ["犬鑑札番号登録番号"], []),
    ],
)
def test_lost_separators(text: str, expected: list[str], codes: list[str]) -> None:
    assert names(text) == expected
    assert [one.code for one in split_items(text).findings] == codes


@pytest.mark.parametrize(
    ("text", "expected", "code"),
    [
        ("申請者（氏名、住所、児童（氏名、学年）、備考",
         ["申請者 > 氏名", "申請者 > 住所", "児童 > 氏名", "児童 > 学年", "備考"], "bracket_unclosed"),
        ("希望園名（第1から第3まで、児童氏名（カナ）、年齢", ["希望園名", "児童氏名", "年齢"], "bracket_unclosed"),
        ("調査に関する情報（起居に関する項目（寝返り、歩行）、意思に関する項目（会話、理解等）、肖像",
         ["調査に関する情報 > 起居に関する項目 > 寝返り", "調査に関する情報 > 起居に関する項目 > 歩行",
          "調査に関する情報 > 意思に関する項目 > 会話", "調査に関する情報 > 意思に関する項目 > 理解", "肖像"],
         "bracket_unclosed"),
        ("続柄（戸籍上、性別、住所", ["続柄", "性別", "住所"], "bracket_unclosed"),
        ("氏名（カナ、住所、年齢", ["氏名", "住所", "年齢"], "bracket_unclosed"),
        ("氏名（カナ））、住所", ["氏名", "住所"], "bracket_unopened"),
        ("氏名【カナ）、住所", ["氏名", "住所"], "bracket_mismatch"),
    ],
)  # fmt: skip
def test_broken_brackets_give_the_sensible_answer_and_a_finding(
    text: str, expected: list[str], code: str
) -> None:
    assert names(text) == expected
    assert code in {one.code for one in split_items(text).findings}


def test_deep_nesting_is_no_recursion_without_end() -> None:
    text = "情報（" * 5000 + "氏名、住所" + "）" * 5000
    assert "".join(piece.text for piece in split_items(text).pieces) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("氏名等", [("", "氏名", None, True)]),
        ("既往歴等（３年以内）", [("", "既往歴", "3年以内", True)]),
        ("氏名、住所等所要事項", [("", "氏名", None, False), ("", "住所", None, True)]),
        ("世帯員（氏名、続柄など）", [("世帯員", "氏名", None, False), ("世帯員", "続柄", None, True)]),
        ("高等学校名、1親等", [("", "高等学校名", None, False), ("", "1親等", None, False)]),
        ("手帳等の所持の有無", [("", "手帳等の所持の有無", None, False)]),
    ],
)
def test_open_ended(text: str, expected: Expected) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("【父】氏名、職業\n【母】氏名、職業", ["父 > 氏名", "父 > 職業", "母 > 氏名", "母 > 職業"]),
        (
            "・委託先が集めるもの\n氏名、住所\n・区が渡すもの\nなし",
            ["委託先が集めるもの > 氏名", "委託先が集めるもの > 住所"],
        ),
        ("・氏名\n・住所\n・年齢", ["氏名", "住所", "年齢"]),
        ("・登記簿の記載事項\n・納付の状況", ["登記簿の記載事項", "納付の状況"]),
        ("住民税：宛名番号、税額\n介護保険料：なし", ["住民税 > 宛名番号", "住民税 > 税額"]),
        ("①届出人\n氏名、住所\n②世帯主\n氏名", ["届出人 > 氏名", "届出人 > 住所", "世帯主 > 氏名"]),
        ("(1) 氏名\n(2) 住所", ["氏名", "住所"]),
        (
            "・使用者：氏名、住所　所有者：氏名\n・面積",
            ["使用者 > 氏名", "使用者 > 住所", "所有者 > 氏名", "面積"],
        ),
        (
            "(1) 検針に関するもの　検針日、水量\n(2) 督促に関するもの　回数",
            ["検針に関するもの > 検針日", "検針に関するもの > 水量", "督促に関するもの > 回数"],
        ),
        (
            "当課から渡すもの　氏名、住所　先方が集めるもの　検針日\n水量",
            ["当課から渡すもの > 氏名", "当課から渡すもの > 住所", "先方が集めるもの > 検針日", "水量"],
        ),
        ("氏名、その他課長が命ずるもの　備考", ["氏名", "その他課長が命ずるもの備考"]),
        ("滞納しているものの　氏名", ["滞納しているものの氏名"]),
    ],
)
def test_headings_of_lines(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_numbers_that_belong_to_a_name_stay() -> None:
    assert names("1回目接種日、保育必要事由2【介護】、学歴1") == ["1回目接種日", "保育必要事由2", "学歴1"]


def test_offsets_point_into_the_text() -> None:
    text = "届出人（氏名、 住所）"
    assert [(i.raw, text[i.begin : i.stop]) for i in split_items(text).items] == [
        ("氏名", "氏名"),
        ("住所", "住所"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("住所　性別　電話番号　検針の記録", ["住所", "性別", "電話番号", "検針の記録"]),
        (
            "氏名 年齢 所得 勤務先（名称、電話番号）",
            ["氏名", "年齢", "所得", "勤務先 > 名称", "勤務先 > 電話番号"],
        ),
        ("氏名　勤務先　等", ["氏名", "勤務先"]),
        ("氏名　電話　番号", ["氏名", "電話番号"]),
        ("手帳　種別", ["手帳種別"]),
        ("勤務先　所在地", ["勤務先所在地"]),
        ("収 入 の 状 況", ["収入の状況"]),
    ],
)
def test_spaces_separate_items_that_are_complete(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("使用者：①氏名、②住所・電話番号\n所有者：①氏名", ["使用者 > 氏名", "使用者 > 住所", "使用者 > 電話番号", "所有者 > 氏名"]),
        ("【世帯員】(1)氏名(2)続柄\n【建物】(1)所在地(2)面積", ["世帯員 > 氏名", "世帯員 > 続柄", "建物 > 所在地", "建物 > 面積"]),
        ("使用者：1氏名、2住所\n検針日", ["使用者 > 氏名", "使用者 > 住所", "検針日"]),
        ("①使用者：(ア)氏名(イ)住所\n②所有者：氏名", ["使用者 > 氏名", "使用者 > 住所", "所有者 > 氏名"]),
        ("使用者：①世帯主：氏名、住所②同居者：氏名", ["使用者 > 世帯主 > 氏名", "使用者 > 世帯主 > 住所", "使用者 > 同居者 > 氏名"]),
        ("使用者（①氏名、②住所）、検針日", ["使用者 > 氏名", "使用者 > 住所", "検針日"]),
        ("検針：1回目、2回目", ["検針 > 1回目", "検針 > 2回目"]),
    ],
)  # fmt: skip
def test_a_counted_list_may_stand_behind_its_heading(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("使用者：氏名、住所／所有者：氏名", ["使用者 > 氏名", "使用者 > 住所", "所有者 > 氏名"]),
        ("使用者：氏名。所有者：住所\n検針日", ["使用者 > 氏名", "所有者 > 住所", "検針日"]),
        ("使用者：１．氏名、２．住所　所有者：１．氏名、２．面積", ["使用者 > 氏名", "使用者 > 住所", "所有者 > 氏名", "所有者 > 面積"]),
        ("利用時間：9：00／10：00", ["利用時間 > 9:00/10:00"]),
        ("住所／性別／通院歴／電話番号", ["住所", "性別", "通院歴", "電話番号"]),
        ("疾病／障害の有無", ["疾病/障害の有無"]),
    ],
)  # fmt: skip
def test_headings_and_items_between_slashes(text: str, expected: list[str]) -> None:
    assert names(text) == expected
