"""Every measure that the paper names in section 5 has a lever and a place in the book, by a list of its own.

The words are ours; the list was made from the text of the paper, subsection by subsection, without looking at levers.
"""

import re
from pathlib import Path

import pytest

from missing_middle.policy import LEVERS
from missing_middle.policy.words import levers_of, measures_table

BOOK = Path(__file__).resolve().parents[2] / "book"
PAGES = {"5": "5-0-opportunities.md", "5.1": "5-1-regulation.md", "5.2": "5-2-cooperation.md",
         "5.3": "5-3-information.md", "5.4": "5-4-domestic-transfer.md", "5.5": "5-5-international-transfer.md"}
NAMED = {
    "5": {
        "stronger links between the actors that exist": "linking-actors",
        "new boundaries and incentives for these actors": "actor-incentives",
        "the act of 2003: financial support": "act-finance",
        "the act of 2003: support for start-ups": "act-start-ups",
        "the act of 2003: support for technological innovation": "act-innovation",
        "the act of 2003: support for the expansion of markets": "act-markets",
        "the act of 2003: information and training": "act-information",
    },
    "5.1": {
        "latitude for local governments": "local-latitude",
        "long-term consultation of business and local government": "consultation",
        "removal of red tape that is not needed": "red-tape",
        "procedures put right": "procedures",
        "agencies that help to form firms": "start-up-agency",
        "training of civil servants": "civil-service-training",
        "recruitment by merit": "merit-recruitment",
        "from local success to the province": "scaling-up",
        "special zones spread into the economy, with Hong Kong as a model": "zone-rules",
    },
    "5.2": {
        "competitive firms as demonstrators": "demonstrators",
        "awareness that improvement is needed, advantages highlighted": "awareness",
        "tax incentives for cooperation": "tax-incentive",
        "benchmarking": "benchmarking",
        "joint benchmarking with joint training": "joint-training",
    },
    "5.3": {
        "long-term relationships of banks with the cluster": "cluster-lending",
        "standards for the dissemination of information": "information-standards",
        "what the state knows, passed on (advisory services)": "state-information",
        "venture and general investment funds that reach small firms": "public-funds",
        "collaboration of classes of financial organizations": "financial-collaboration",
        "leasing": "leasing",
        "factoring": "factoring",
        "venture capital": "venture-capital",
        "finance by electronic means": "e-finance",
        "securitization of small firms' debt": "securitization",
        "training institutes inside the cluster": "training-institutes",
        "clearing houses for human resources": "skills-exchange",
        "placement of graduates from abroad": "returning-graduates",
        "subsidies for training of specialists": "training-subsidies",
    },
    "5.4": {
        "a forum for dialogue": "forum",
        "an avenue for misunderstandings and conflicts": "conflict-airing",
        "conferences and meetings that announce findings": "conferences",
        "help in matching technology": "technology-matching",
        "relaxed rules for business associations": "associations",
        "formal and informal business networks": "business-networks",
        "cooperative centres and institutes for research": "research-centres",
        "representation of special interests": "representation",
        "brokers that form networks and lead to support services": "brokers",
        "clearer demands to technology suppliers": "demand-driven-transfer",
        "a national referral network": "referral-network",
        "innovation networks": "innovation-networks",
    },
    "5.5": {
        "international consultants": "consultants",
        "licensing arrangements": "licensing",
        "workers sent abroad for training": "training-abroad",
        "mentoring by affiliates of multinationals": "mentoring",
        "a two-tier system with tax incentives": "two-tier-tax",
        "foreign firms matched in global supply chains": "foreign-matching",
        "offices for intellectual property in the cluster": "cluster-ip-office",
        "regional headquarters for intellectual property": "ip-headquarters",
        "a comprehensive regime for intellectual property": "ip-regime",
    },
}
each_measure = pytest.mark.parametrize(
    "section, lever", [pytest.param(section, lever, id=f"{section} {measure}")
                       for section, measures in NAMED.items() for measure, lever in measures.items()])


@each_measure
def test_measure_has_a_lever_and_a_row_in_its_chapter(section, lever):
    assert LEVERS[lever] in levers_of(section)
    assert f"`{lever}`" in measures_table(section)


@pytest.mark.parametrize("section", NAMED)
def test_chapter_shows_the_table_of_its_measures_and_what_could_go_wrong(section):
    page = (BOOK / PAGES[section]).read_text(encoding="utf8")
    for name in ("measures", "politics"):
        assert re.search(rf'glue\("{name}", Markdown\({name}_table\("{re.escape(section)}"\)\)', page)
        assert f"```{{glue:md}} {name}\n" in page


def test_no_lever_is_without_a_measure_and_none_stands_for_two():
    named = [lever for measures in NAMED.values() for lever in measures.values()]
    assert len(set(named)) == len(named)
    assert set(LEVERS) - set(named) == {"trade-agreement"}          # section 2.4
