"""What headings mean, however they are put together."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.profiles import case_type_of
from extractors.profiles.headings import direction, heading_field
from extractors.prose.headings import inline_value
from extractors.prose.profile import evidence

PIECES = (
    "委託",
    "提供",
    "する",
    "個人情報",
    "の",
    "対象",
    "者",
    "数",
    "外部",
    "情報",
    "取り扱う",
    "時期",
    "を行う",
    "、",
    "（",
)


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        ("items", ["提供しようとする個人情報", "委託先に渡した情報", "結合する情報の種類", "取扱情報の内容", "記録されていた個人情報"]),
        ("count", ["対象者数（概数）", "本人の数", "対象となる者の数", "流出した件数", "登録見込数", "対象となった世帯数"]),
        ("subjects", ["個人の類型", "収集の対象となる個人", "記録の対象者", "調査対象", "情報の本人"]),
        ("counterparty", ["受託予定者", "収集元", "結合する相手先", "提供を行った相手", "委託しようとする相手方"]),
        ("period", ["委託の始期及び終期", "提供予定期間", "サービス開始", "稼働予定日", "利用の開始時期"]),
        ("business", ["対象事務", "登録業務の名称", "個人情報を取り扱う事務の名称"]),
        ("title", ["委託した業務の名称", "案件の名称", "契約した業務の件名"]),
        ("departments", ["所管区局課", "事務を所管する組織の名称", "情報を保有する課", "主管部課名"]),
        ("purpose", ["収集の根拠", "根拠となる規定", "適用条項"]),
        ("safeguards", ["委託に当たり区が行う情報保護対策", "個人情報の保護に関する措置"]),
        ("method", ["処理させる情報項目の記録媒体", "提供する手段"]),
        ("incident_date", ["発生（判明）日時", "事故の発生日"]),
        ("title", ["事故名", "事案等の名称"]),
        ("departments", ["局・課名", "局部課", "担当局・課", "区局・部・課", "課名等"]),
        ("purpose", ["関係する条例", "関係法令（等）"]),
        ("period", ["結合終了予定年月", "利用の終了日", "契約の満了予定日", "終了予定年月日"]),
        ("items", ["結合する記録の項目", "市が提供した保有記録の項目名", "収集した記録項目"]),
    ],
)  # fmt: skip
def test_headings_are_read_by_how_they_are_built(field: str, headings: list[str]) -> None:
    assert {heading: heading_field(heading, exactly=True) for heading in headings} == dict.fromkeys(
        headings, field
    )


@pytest.mark.parametrize(
    "heading",
    ["保存期間", "画像データの保存期間", "対象期間", "届出年月日", "諮問日", "任期", "議題", "備考", "その他", "問合せ先", "設置台数",
     "個人情報の適正な管理", "市部", "課長", "保有記録", "基本情報", "利用者", "委託料", "審議の経過と結果"],
)  # fmt: skip
def test_headings_about_other_things_name_no_field(heading: str) -> None:
    assert heading_field(heading, exactly=True) is None


@pytest.mark.parametrize(
    ("heading", "flow"),
    [
        ("委託先へ渡す情報", "ward_to_contractor"),
        ("市が受託者に貸与する個人情報", "ward_to_contractor"),
        ("委託先が回答者から収集する個人情報", "subject_to_contractor"),
        ("受診者から受託者が聞き取る項目", "subject_to_contractor"),
        ("医療機関から収集する情報", "third_party_to_contractor"),
        ("受託者が作成する個人情報", "none"),
        ("委託先において新たに算出するもの", "none"),
        ("提供先に提供する項目", None),
        ("委託先が取り扱う個人情報", None),
    ],
)
def test_who_gives_and_takes_says_which_way_items_go(heading: str, flow: str | None) -> None:
    assert direction(heading) == flow


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("件　　　名　　窓口業務委託", ("件　　　名", "窓口業務委託")),
        ("対 象 者　令和5年度の申込者", ("対 象 者", "令和5年度の申込者")),
        ("日時　令和4年5月20日（金）午前10時", ("日時", "令和4年5月20日（金）午前10時")),
        ("使用者　氏名、住所", ("使用者", "氏名、住所")),
        ("監督の状況　年2回の立入検査を行った。", ("監督の状況", "年2回の立入検査を行った。")),
        ("保育所　整備計画の改定について", None),
        ("委託先の 変更", None),
    ],
)
def test_a_heading_and_its_text_on_one_line(text: str, parts: tuple[str, str] | None) -> None:
    found = inline_value(text)
    assert (found and (text[: found[0]], text[found[1] :])) == parts


def test_the_heading_for_the_other_party_gives_the_kind_away() -> None:
    headings = ("収集する相手", "提供の相手", "接続する相手方", "受託した者")
    assert [evidence(heading) for heading in headings] == [
        "indirect_collection", "external_provision", "online_connection", "outsourcing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "case_type"),
    [
        ("手当の支給に係る電算処理の委託について", "outsourcing"),
        ("手当の支給事務の電算処理について", "system_record"),
        ("配食サービス提供業務委託に伴う利用者名簿の提供", "outsourcing"),
        ("利用者名簿の提供について", "external_provision"),
        ("申請書の遺失について", "incident"),
        ("遺失物の届出の受付", None),
    ],
)
def test_titles_name_the_kind_of_matter(title: str, case_type: str | None) -> None:
    assert case_type_of(title) == case_type


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_heading_is_read_quickly(text: str) -> None:
    begin = time.process_time()
    heading_field(text)
    heading_field(text, exactly=True)
    assert time.process_time() - begin < 2
