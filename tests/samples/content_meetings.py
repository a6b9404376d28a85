"""報告第902号: meetings held online, a list whose header stands on the first page only."""

from __future__ import annotations

from tests.samples.blocks import Block, Table, Text, grid
from tests.samples.forms import NOTE, Head, Sample, Truth, audit, document, head
from tests.samples.style import GOTHIC, PageStyle, TableStyle, TextStyle
from tests.samples.wrap import full_width_digits

HEADER = ("", "実施時期", "担当所管", "会議の名称", "会議の内容", "区民参加数")
CASES: tuple[tuple[str, str, str, str, str, int], ...] = (
    ("令和4年4月8日", "2022-04-08", "子ども・若者部 児童課", "児童館の遊び場づくり相談会",
     "中高生世代が使いやすい遊び場について、利用者と職員が意見を交わす。", 14),
    ("令和4年4月20日", "2022-04-20", "環境政策部 環境計画課", "気候変動に関する区民の勉強会（第1回）",
     "家庭でできる取組について講師の話を聴き、質疑を行う。", 52),
    ("令和4年5月11日", "2022-05-11", "高齢福祉部 介護保険課", "介護サービス事業者連絡会",
     "制度の改正点の説明及び事業者からの質問への回答", 118),
    ("令和4年5月13日", "2022-05-13", "都市整備政策部 居住支援課", "マンション管理の相談室",
     "長期修繕計画の見直しについて、管理組合の役員から相談を受ける。", 9),
    ("令和4年5月24日", "2022-05-24", "生活文化政策部 国際課", "やさしい日本語の集い",
     "外国人住民との話し方を、例を挙げて学ぶ。", 27),
    ("令和4年6月3日", "2022-06-03", "世田谷保健所 健康推進課", "給食施設の栄養管理に関する講習会",
     "栄養の表示の見直しについての講義", 143),
    ("令和4年6月8日", "2022-06-08", "玉川総合支所 街づくり課", "駅前広場の使い方を考える会",
     "(1)広場の使い方の案の説明 (2)参加者を小グループに分けた意見交換 (3)発表とまとめ（会場での参加と併用）", 38),
    ("令和4年6月17日", "2022-06-17", "障害福祉部 障害施策推進課", "地域で暮らすを語る部会",
     ("当事者、家族及び支援者が、一人暮らしを始めるまでの準備や、困りごとが起きたときの相談先について、"
     "それぞれの経験を持ち寄って話し合う。"), 21),
    ("令和4年6月30日", "2022-06-30", "経済産業部 経済課", "商店街の活性化に向けた公開討論会",
     "電子商品券の使われ方の報告及び討論", 64),
    ("令和4年7月6日", "2022-07-06", "教育政策部 教育研究・ICT推進課", "家庭学習での端末の使い方に関する説明会",
     "端末の貸出しの方法、フィルタリングの設定及び家庭での約束づくりについて説明する。", 205),
    ("令和4年7月12日", "2022-07-12", "北沢総合支所 地域振興課", "まつりの再開に向けた実行委員会",
     "会場の配置及び役割の分担の検討", 12),
    ("令和4年7月26日", "2022-07-26", "みどり33推進担当部 みどり政策課", "雑木林ボランティアの情報交換会",
     "下草刈りの時期及び安全対策についての情報交換", 18),
    ("令和4年8月2日", "2022-08-02", "子ども・若者部 若者支援担当課", "居場所づくりの若者会議",
     "若者が運営に加わる居場所の企画を話し合う。", 31),
    ("令和4年8月19日", "2022-08-19", "危機管理部 災害対策課", "在宅避難の備えを学ぶ夜間講座",
     ("在宅避難に必要な備蓄の品目と量、家具の固定の方法、携帯トイレの使い方、情報の集め方及び近所との連絡の取り方を、"
     "映像と実演を交えて紹介する。質疑の時間を2回設け、参加者からチャットで寄せられた質問に講師が答える。"
     "後日、当日の録画を参加者に限って公開する。"), 87),
    ("令和4年9月7日", "2022-09-07", "烏山総合支所 保健福祉課", "見守り協力店の顔合わせ会",
     "協力店と地域の相談窓口との連絡の方法の確認", 16),
    ("令和4年9月15日", "2022-09-15", "生涯学習部 生涯学習課", "文化財を歩く人のための講演会",
     "古い道標の見方についての講演", 73),
    ("令和4年9月29日", "2022-09-29", "環境政策部 環境計画課", "気候変動に関する区民の勉強会（第2回）",
     "省エネ家電の選び方を実例で学ぶ。", 44),
    ("令和4年10月5日", "2022-10-05", "保育部 保育課", "保育の質に関する懇談会",
     "園庭のない施設での外遊びの工夫について意見を交わす。", 25),
    ("令和4年10月14日", "2022-10-14", "砧総合支所 健康づくり課", "乳児を育てる親の交流会",
     "月齢の近い子どもを育てる親同士の交流", 8),
    ("令和4年10月28日", "2022-10-28", "政策経営部 政策企画課", "基本計画の骨子に関する区民の意見交換会",
     "骨子の案の説明及び質疑", 96),
)  # fmt: skip
TOTAL = sum(case[5] for case in CASES)
HEAD = Head(
    "報告",
    902,
    "ビデオ会議の実施状況について",
    "令和5年2月10日",
    "2023-02-10",
    (("ＤＸ推進担当部", "ＤＸ推進担当課"),),
    spread=22,
)


def sample() -> Sample:
    """Gothic, thin filled rectangles, shaded header on the first page only, centred cells, full-width digits."""
    rows = [
        (str(n), day.replace("年", "年\n"), place.replace(" ", "\n"), name, about, f"{people}名")
        for n, (day, _, place, name, about, people) in enumerate(CASES, 1)
    ]
    style = TableStyle(
        text=TextStyle(font=GOTHIC, size=9, leading=1.35, full_width_digits=True),
        rules="filled_rects",
        shading="header",
        repeat_header=False,
        valign="middle",
        padding=3.5,
    )
    widths = (3.4, 7.4, 10.4, 11.5, 17.0, 5.6)
    table = Table(
        grid([HEADER]),
        grid(rows),
        widths,
        style,
        ("center", "left", "left", "left", "left", "right"),
        "実施した会議",
    )
    blocks: list[Block] = [
        *head(HEAD),
        Text("１　報告の趣旨", above=0.6, keep=True),
        Text(
            "区民が参加する会議をインターネット上の会議サービスで開くときの回線結合については、先に審議会の承認を得て、"
            "実施した会議を取りまとめて報告することとしている。",
            indent=1,
            first=1,
        ),
        Text(
            f"本件は、令和４年４月から同年１０月までに実施した会議（{full_width_digits(str(len(CASES)))}件）について"
            f"報告するものである。区民の参加は、延べ{full_width_digits(str(TOTAL))}名であった。",
            indent=1,
            first=1,
        ),
        Text("２　実施した会議", above=0.4, keep=True),
        table,
        Text("※会議の内容については、各担当所管に問い合わせること。", above=0.3),
    ]
    return Sample(
        "houkoku-0902-online-meetings",
        HEAD.title,
        PageStyle(text=TextStyle(font=GOTHIC, size=10.5, leading=1.5), note=NOTE, number="dashes"),
        tuple(blocks),
        {"documents": [_truth()], "cases": [_case(n) for n in range(1, len(CASES) + 1)]},
    )


def _truth() -> Truth:
    count = len(CASES)
    audits = [audit("row_count", count, count, "会議の件数"), audit("numbering", count, count, "番号")]
    return document(HEAD, case_count=count, references=[], audits=audits)


def _case(number: int) -> Truth:
    day, iso, place, name, about, people = CASES[number - 1]
    return {
        "row_number": number,
        "case_type": "online_meeting",
        "title": name,
        "description": about,
        "department_raw": place,
        "start_date": iso,
        "period_raw": full_width_digits(day),
        "participants": people,
    }
