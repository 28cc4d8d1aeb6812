"""Roles of bodies, form by form, in papers made for it."""

from __future__ import annotations

import pytest
from test_parse import read

from ingest.fact import Role
from ingest.facts.roles import roles
from ingest.facts.roles.bodies import named_in, names_of
from ingest.report import Report, quoted_in

COVER = "Report to: Health and Wellbeing Board\nDate of Meeting: 12 June 2019\nTitle: Improvement Plan\n\n"
MINUTES = "Minutes of the Children's Committee\nDate of Meeting: 12 June 2019\n\n"


def paper(text: str, cover: str = COVER) -> Report:
    return read(f"ASHMERE COUNCIL\n{cover}{text}")


def told(text: str, cover: str = COVER) -> list[Role]:
    report = paper(text, cover)
    words = {paragraph.para: paragraph.text for paragraph in report.paragraphs}
    found = list(roles(report))
    assert all(quoted_in(role.quote, words[role.ref.para]) for role in found)
    return found


def short(found: list[Role]) -> list[tuple[str, str, str, str]]:
    return [(role.body, role.role, role.of_what or role.other, role.standing) for role in found]


def said(sentence: str) -> list[tuple[str, str, str, str]]:
    return short(told(f"3. Governance\n3.1 {sentence}\n"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Transformation Board is the accountable body for the recovery plan.",
            [("Transformation Board", "accountable", "the recovery plan", "in force")],
        ),
        (
            "Accountability for the plan rests with the Executive Board.",
            [("Executive Board", "accountable", "the plan", "in force")],
        ),
        (
            "The Delivery Group, chaired by Dame Ellen Royd, is responsible for overseeing delivery of the plan.",
            [("Delivery Group", "oversees", "delivery of the plan", "in force")],
        ),
        (
            "The strategy is monitored monthly by the Quality Board and scrutinised by the Education Panel.",
            [
                ("Quality Board", "monitors", "The strategy", "in force"),
                ("Education Panel", "scrutinises", "The strategy", "in force"),
            ],
        ),
        (
            "This risk will be monitored through the Audit Committee.",
            [("Audit Committee", "monitors", "This risk", "proposed")],
        ),
        (
            "It is proposed that the Learning Partnership takes responsibility for monitoring the plan.",
            [("Learning Partnership", "monitors", "the plan", "proposed")],
        ),
        (
            "Members agreed the proposal that the Learning Partnership should monitor the plan.",
            [("Learning Partnership", "monitors", "the plan", "in force")],
        ),
        (
            "The Joint Group ceased to meet in March 2019 and was replaced by the Integrated Board.",
            [
                ("Joint Group", "disbanded", "", "past"),
                ("Joint Group", "replaced by", "Integrated Board", "in force"),
            ],
        ),
        (
            "A Recovery Board will be set up to drive and oversee the programme.",
            [
                ("Recovery Board", "established", "", "proposed"),
                ("Recovery Board", "oversees", "the programme", "proposed"),
            ],
        ),
        (
            "Progress will be reported to the Audit Committee in May.",
            [("Audit Committee", "receives reports", "Progress", "proposed")],
        ),
        (
            "Scrutiny of the plan rests with the Audit Committee.",
            [("Audit Committee", "scrutinises", "the plan", "in force")],
        ),
        (
            "The Recovery Board (RB), which was set up in 2018, is chaired by a parent.",
            [("Recovery Board", "established", "", "in force")],
        ),
        (
            "The Audit Committee will continue to monitor the plan.",
            [("Audit Committee", "monitors", "the plan", "in force")],
        ),
        (
            "A Recovery Executive has been formed.",
            [("Recovery Executive", "established", "", "in force")],
        ),
        (
            "The Recovery Board will remain in place for at least nine months.",
            [("Recovery Board", "remains in place", "", "in force")],
        ),
        (
            "The Practice Panel is accountable to full Council.",
            [("Practice Panel", "reports to", "full Council", "in force")],
        ),
        (
            "The Practice Panel reports quarterly to Cabinet.",
            [("Practice Panel", "reports to", "Cabinet", "in force")],
        ),
        (
            "The strategy goes to the Education Panel before its approval by Cabinet.",
            [("Cabinet", "approves", "The strategy", "proposed")],
        ),
        (
            "The draft strategy is to be submitted for approval to the Department for Education.",
            [("Department for Education", "approves", "The draft strategy", "proposed")],
        ),
        (
            "Early thought is given to a Panel that will replace the current Board arrangements.",
            [("a Panel", "replaces", "the current Board arrangements", "proposed")],
        ),
        (
            "Quarterly reports on progress will be made to the Practice Panel.",
            [("Practice Panel", "receives reports", "progress", "proposed")],
        ),
    ],
)
def test_a_sentence_tells_a_role(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The Recovery Board could be replaced by a panel if the notice is lifted.",
        "The Scrutiny Panel does not oversee day-to-day matters.",
        "If the terms are not agreed, the Recovery Board must continue until May.",
        "The chair of the Recovery Board will monitor progress with the director.",
        "The cost of the former Recovery Board ended on 31 March 2019.",
        "The Director of Children's Services is accountable for delivery of the plan.",
        "Cabinet approved the minutes of its last meeting and spending of £4m.",
        "The Recovery Board received a presentation on fostering.",
        "The Board/Panel with responsibility for scrutinising an action is named in the last column.",
        "The Cabinet Member monitors the budget.",
        "An established Recovery Board structure exists.",
        "This report asks the Recovery Board to approve the plan.",
    ],
)
def test_no_role_is_read_from_what_is_supposed_denied_or_said_of_others(sentence: str) -> None:
    assert said(sentence) == []


def test_what_ends_and_to_whom_its_work_passes_has_its_dates() -> None:
    sentence = "The Learning Board was dissolved on 31 March 2018; its functions passed to the Skills Panel."
    found = told(f"3. Governance\n3.1 {sentence}\n")
    assert [(role.body, role.role, role.start, role.end, role.standing, role.other) for role in found] == [
        ("Learning Board", "disbanded", "", "2018-03-31", "past", ""),
        ("Skills Panel", "responsible", "", "", "in force", ""),
        ("Learning Board", "replaced by", "", "", "in force", "Skills Panel"),
    ]


def test_it_is_the_body_of_the_sentence_before() -> None:
    found = told(
        "3. Governance\n3.1 The Recovery Board was formed in May 2018. It met for the first time on 4 June 2018.\n"
    )
    assert [(role.body, role.role, role.start) for role in found] == [
        ("Recovery Board", "established", "2018-05"),
        ("Recovery Board", "first met", "2018-06-04"),
    ]


def test_an_ask_is_proposed_and_what_is_to_be_noted_is_not() -> None:
    found = told(
        "2. Recommendations\n2.1 Members are recommended to:\n"
        "(a) note that the Recovery Board oversees the plan;\n"
        "(b) agree that the Audit Committee oversees the strategy; and\n"
        "(c) approve the draft strategy.\n"
    )
    assert short(found) == [
        ("Recovery Board", "oversees", "the plan", "in force"),
        ("Audit Committee", "oversees", "the strategy", "proposed"),
        ("Health and Wellbeing Board", "approves", "the draft strategy", "proposed"),
    ]


def test_minutes_put_it_in_force_from_their_meeting_unless_it_was_refused() -> None:
    found = told(
        "12 IMPROVEMENT PLAN\nThe Committee considered the report.\n"
        "RESOLVED: (i) to agree that the Recovery Board continue until July 2020; "
        "(ii) that the terms of reference of the Oversight Group be approved; and "
        "(iii) that the proposal that Cabinet oversee the plan be not agreed.\n",
        MINUTES,
    )
    assert [(role.body, role.role, role.standing, role.start, role.end, role.other) for role in found] == [
        ("Recovery Board", "remains in place", "in force", "2019-06-12", "2020-07", ""),
        ("Oversight Group", "terms of reference", "in force", "2019-06-12", "", "Children's Committee"),
    ]


def test_a_list_gives_each_of_its_bodies_the_role_it_is_led_in_by() -> None:
    found = told(
        "3. Governance\n3.1 The plan was given scrutiny and challenge by:\n"
        "- service managers\n- the Skills Panel\n- the Audit Committee\n"
        "3.2 Two groups report to the Recovery Board:\n(a) the Practice Group; and\n(b) the Voice Group.\n"
    )
    assert short(found) == [
        ("Skills Panel", "scrutinises", "The plan", "past"),
        ("Audit Committee", "scrutinises", "The plan", "past"),
        ("Practice Group", "reports to", "Recovery Board", "in force"),
        ("Voice Group", "reports to", "Recovery Board", "in force"),
    ]


def test_an_inspectors_word_on_bodies_is_a_finding() -> None:
    title = "Inspection of Ashmere local authority children's services\nInspection dates: 4 June 2018 to 8 June 2018\n"
    assert roles(read(f"{title}\n1. The Recovery Board oversees the plan.\n")) == ()


def names_in(text: str) -> list[str]:
    report = paper(f"1. Purpose\n1.1 {text}\n")
    return [named.name for named in named_in(text, names_of(report), "Ashmere")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Children and Families Committee and the Skills, Care and Work Board met.",
         ["Children and Families Committee", "Skills, Care and Work Board"]),
        ("Members of the Corporate Parenting Panel spoke.", ["Corporate Parenting Panel"]),
        ("The Ashmere Community Safety Partnership met.", ["Community Safety Partnership"]),
        ("The Children's Recovery Board met. The Recovery Board agreed.", ["Children's Recovery Board"] * 2),
        ("The Skills Panel (SP) met. SP agreed.", ["Skills Panel", "Skills Panel", "Skills Panel"]),
        ("The HWB met.", ["Health and Wellbeing Board"]),
        ("The HWBB met.", ["Health and Wellbeing Board"]),
        ("The Board met.", ["Health and Wellbeing Board"]),
        ("The Recovery Board met. The Board agreed.", ["Recovery Board", "Recovery Board"]),
        ("The Chief Executive wrote to the Cabinet Member and to Board members.", []),
        ("The plan goes to full council and Cabinet.", ["full Council", "Cabinet"]),
        ("The Department for Education and Ofsted agreed.", ["Department for Education", "Ofsted"]),
    ],
)  # fmt: skip
def test_names_of_bodies(text: str, names: list[str]) -> None:
    assert names_in(text) == names


def test_printed_marks_and_endless_sentences_are_read_as_words_or_not_at_all() -> None:
    assert said("The ‹9› and the Recovery Board ‹0› oversees the plan ‹7›.") == []
    assert len(said("The Recovery Board oversees the plan " + "and the plan was " * 200)) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Delivery Group is chaired by the mayor and first met on 2 May 2019.",
            [("Delivery Group", "first met", "", "in force")],
        ),
        (
            "The panel heard that the Delivery Group had held its final meeting and that its role had passed to the "
            "Quality Board, which is a sub-group of the Executive Board.",
            [
                ("Quality Board", "reports to", "Executive Board", "in force"),
                ("Delivery Group", "last met", "", "in force"),
                ("Quality Board", "responsible", "role of the Delivery Group", "in force"),
                ("Delivery Group", "replaced by", "Quality Board", "in force"),
            ],
        ),
        (
            "The Delivery Group was renamed the Assurance Group in May 2019.",
            [("Delivery Group", "renamed", "Assurance Group", "in force")],
        ),
        (
            "The Delivery Group answers to the Executive Board.",
            [("Delivery Group", "reports to", "Executive Board", "in force")],
        ),
        (
            "The Quality Board receives a report every six months.",
            [("Quality Board", "receives reports", "", "in force")],
        ),
        (
            "The Delivery Group meets monthly to oversee the plan.",
            [("Delivery Group", "oversees", "the plan", "in force")],
        ),
        (
            "The Delivery Group is chaired by the mayor, meets weekly and monitors the plan.",
            [("Delivery Group", "monitors", "the plan", "in force")],
        ),
        (
            "The Quality Board has strategic oversight of the action plan.",
            [("Quality Board", "oversees", "the action plan", "in force")],
        ),
        (
            "Day-to-day monitoring is delegated to the Delivery Group.",
            [("Delivery Group", "monitors", "", "in force")],
        ),
        (
            "Any other actions are now the responsibility of the Quality Board.",
            [("Quality Board", "responsible", "Any other actions", "in force")],
        ),
        (
            "Every month the Quality Board reviews progress.",
            [("Quality Board", "monitors", "progress", "in force")],
        ),
        (
            "The Education Panel will scrutinise the plan, and Cabinet approved the plan on 2 May 2019.",
            [
                ("Education Panel", "scrutinises", "the plan", "proposed"),
                ("Cabinet", "approved", "the plan", "in force"),
            ],
        ),
        (
            "The statement of action approved by Cabinet on 2 May 2019 was sent at once.",
            [("Cabinet", "approved", "The statement of action", "in force")],
        ),
        (
            "This Board will scrutinise progress.",
            [("Health and Wellbeing Board", "scrutinises", "progress", "proposed")],
        ),
        ("Cabinet will be asked to approve the plan in July.", [("Cabinet", "approves", "the plan", "proposed")]),
        (
            "The Quality Board holds overall accountability for the plan.",
            [("Quality Board", "accountable", "the plan", "in force")],
        ),
        (
            "The plan was overseen by the Delivery Group, which has ceased to exist.",
            [("Delivery Group", "oversees", "The plan", "past"), ("Delivery Group", "disbanded", "", "past")],
        ),
        (
            "A Delivery Group of headteachers was set up by the Education Forum and will monitor delivery of the plan.",
            [
                ("Delivery Group", "monitors", "delivery of the plan", "proposed"),
                ("Delivery Group", "established", "", "in force"),
            ],
        ),
        (
            "The Assurance Panel, appointed by the Secretary of State on 2 May 2019, writes to the mayor.",
            [("Assurance Panel", "established", "", "in force")],
        ),
        (
            "The mayor has delegated oversight of the plan to the Quality Board.",
            [("Quality Board", "oversees", "the plan", "in force")],
        ),
        (
            "The functions of the Delivery Group now sit with the Quality Board.",
            [
                ("Quality Board", "responsible", "functions of the Delivery Group", "in force"),
                ("Delivery Group", "replaced by", "Quality Board", "in force"),
            ],
        ),
        (
            "The Quality Board (Children) will examine progress every quarter.",
            [("Quality Board", "scrutinises", "progress", "proposed")],
        ),
        (
            "Delivery of the plan sits with the Delivery Group.",
            [("Delivery Group", "responsible", "the plan", "in force")],
        ),
        (
            "Progress is reported monthly to the Delivery Group and quarterly to Cabinet.",
            [
                ("Delivery Group", "receives reports", "Progress", "in force"),
                ("Cabinet", "receives reports", "Progress", "in force"),
            ],
        ),
        (
            "The Quality Board took over the work of the Delivery Group, which met for the last time on 2 May 2019.",
            [
                ("Delivery Group", "last met", "", "in force"),
                ("Delivery Group", "replaced by", "Quality Board", "in force"),
            ],
        ),
        (
            "It is proposed to establish a Quality Board, accountable to the Executive, to monitor outcomes.",
            [
                ("Quality Board", "reports to", "Executive", "proposed"),
                ("Quality Board", "established", "", "proposed"),
                ("Quality Board", "monitors", "outcomes", "proposed"),
            ],
        ),
        (
            "The Quality Board was responsible for the plan and oversaw the work of four groups.",
            [
                ("Quality Board", "oversees", "the work of four groups", "past"),
                ("Quality Board", "responsible", "the plan", "past"),
            ],
        ),
        (
            "Cabinet approved the creation of a Quality Board in place of the Delivery Group.",
            [
                ("Quality Board", "established", "", "in force"),
                ("Delivery Group", "replaced by", "Quality Board", "in force"),
            ],
        ),
        ("The Quality Board was told that staff audit files and monitor the plan.", []),
        ("The Quality Board heard from the director, who oversees the plan.", []),
    ],
)
def test_other_ways_of_saying_a_role(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert said(sentence) == expected


def test_it_may_stand_after_a_date_or_in_the_second_half_of_a_sentence() -> None:
    found = told(
        "3. Governance\n3.1 A Delivery Group has been created; its first meeting was on 2 May 2019.\n"
        "3.2 The Delivery Group has met twice. From July 2019 it will be replaced by the Quality Board.\n"
    )
    assert [(role.body, role.role, role.other, role.start) for role in found] == [
        ("Delivery Group", "established", "", ""),
        ("Delivery Group", "first met", "", "2019-05-02"),
        ("Delivery Group", "replaced by", "Quality Board", "2019-07"),
    ]


def test_minutes_say_what_the_committee_has_approved() -> None:
    found = told(
        "4. Action plan\nIt was resolved:\n(a) That the action plan be approved.\n(b) That the work programme be "
        "approved.\n(c) That responsibility for monitoring the action plan be given to the Quality Board.\n",
        MINUTES,
    )
    assert [(role.body, role.role, role.of_what, role.standing) for role in found] == [
        ("Children's Committee", "approved", "the action plan", "in force"),
        ("Quality Board", "monitors", "the action plan", "in force"),
    ]


def test_what_a_body_will_do_may_stand_in_a_list() -> None:
    found = told(
        "3. Governance\n3.1 The Quality Board will:\n(a) monitor outcomes for children;\n(b) hold partners to account; "
        "and\n(c) report to the Executive every six months and to the Education Panel once a year.\n"
    )
    assert short(found) == [
        ("Quality Board", "monitors", "outcomes for children", "proposed"),
        ("Quality Board", "reports to", "Executive", "proposed"),
        ("Quality Board", "reports to", "Education Panel", "proposed"),
    ]
