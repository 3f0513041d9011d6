"""The bank: what students may believe, the question that may unsettle it, and where to look again.

Hints have this one home. A *belief* is a sentence somebody could defend; a *slip* has no belief behind it. ``seems``
completes "You seem to ..."; ``hint`` asks and never gives the answer away. ``found_in`` names the works that have found
people to hold a belief; where there is none, it is a guess of ours. Wrong models, the formulas that follow from
a belief, stand with the questions in ``sets/``. The beliefs of a chapter stand in a file of ``bank/``.
"""

from missing_middle.checks.bank.clusters import CLUSTERS
from missing_middle.checks.bank.credit import CREDIT
from missing_middle.checks.bank.entry import Misconception, Place
from missing_middle.checks.bank.modes import MODES
from missing_middle.checks.bank.networks import NETWORKS
from missing_middle.checks.bank.outside import OUTSIDE
from missing_middle.checks.bank.places import PLACES
from missing_middle.checks.bank.policy import POLICY
from missing_middle.checks.bank.primer import PRIMER
from missing_middle.checks.bank.research import RESEARCH
from missing_middle.checks.bank.sizes import SIZES
from missing_middle.checks.bank.sliders import SLIDERS
from missing_middle.checks.bank.tables import TABLES
from missing_middle.checks.bank.variety import VARIETY

TRADE = "book/2-4-trade.md"
WHO = Place('section 2.4b, "Who exports?"', TRADE, "Who exports?")
WORKED = Place("the worked example of section 2.4b", TRADE, "A worked example, in three steps")
FOOTNOTE = Place(
    'section 2.4b, "What footnote 6 claims, and what holds"', TRADE, "What footnote 6 claims, and what holds"
)
MIDDLEMAN = Place('section 2.4b, "Through a middleman"', TRADE, "Through a middleman")
EXPLORE = Place("the notebook who-exports.ipynb", "notebooks/who-exports.ipynb")
FORMULA = Place('"The formula" at the top of the set gains', "exercises/gains.ipynb", "The formula")

MISCONCEPTIONS = (
    {
        # Firms that differ (Melitz)
        "mz-all": Misconception(
            belief="Opening helps every firm, or at least every firm that exports.",
            seems="count every exporter as a winner",
            hint="Compare one exporter's profit with what it earned in autarky, fixed cost included: is it "
            "always more?",
            places=(FOOTNOTE, EXPLORE),
        ),
        "mz-noexit": Misconception(
            belief="The weakest firms go on as before: they sell at home, where nothing has changed.",
            seems="let the weakest firms go on as in autarky",
            hint="Who else wants their workers once able firms can sell abroad?",
            places=(WHO, EXPLORE),
        ),
        "mz-fewer": Misconception(
            belief="Fewer firms means less welfare.",
            seems="read welfare off the number of firms",
            hint="Which firms are gone, and who makes what they made?",
            places=(FOOTNOTE,),
        ),
        "mz-variety": Misconception(
            belief="Fewer home firms means less choice.",
            seems="take the number of home firms and the number of varieties on sale for one and the same",
            hint="Whose goods are also on sale?",
            places=(FOOTNOTE,),
        ),
        "mz-mono": Misconception(
            belief="Cheaper exporting always moves the number of firms in one direction.",
            seems="let the number of firms move in one direction all the way as exporting gets cheaper",
            hint="What happens once everybody exports?",
            places=(FOOTNOTE, EXPLORE),
        ),
        "mz-learn": Misconception(
            belief="Exporting makes firms productive.",
            seems="raise the productivity of each firm, where only the average moves",
            hint="Follow one firm instead of the average: does its ability change?",
            places=(FOOTNOTE,),
        ),
        "mz-share": Misconception(
            belief="If 20% of firms export, 20% of output is exported.",
            seems="have given the share of sales that crosses a border",
            hint="Share of what: of firms, or of what they sell?",
            places=(WORKED,),
        ),
        "mz-fills": Misconception(
            belief="Middlemen fill the hole between small firms and exporters.",
            seems="let sales grow without a jump where a middleman is used",
            hint="By how much do a firm's sales grow on the day it begins to use him, and on the day it leaves him?",
            places=(MIDDLEMAN,),
        ),
        "mz-small": Misconception(
            belief="A firm that is too small to export itself stays at home.",
            seems="let every firm export itself or not at all",
            hint="What does a firm pay if it lets somebody else export for it?",
            places=(MIDDLEMAN,),
        ),
        # Gains from trade
        "gn-acr": Misconception(
            belief="The gains formula with two numbers holds for any distribution of ability.",
            seems="use the formula with two numbers for the gains",
            hint="What did the formula assume about the best firms?",
            places=(FORMULA, FOOTNOTE),
        ),
        "gn-import": Misconception(
            belief="We import 30%, so trade is worth 30%.",
            seems="take the share of imports for the gains from trade",
            hint="Could people buy nothing instead of those imports?",
            places=(FORMULA,),
        ),
        "gn-base": Misconception(
            belief="A gain of 9% going in is a loss of 9% going out.",
            seems="have taken the change as a share of the other income",
            hint="Per cent of which income: the one before, or the one after?",
            places=(FORMULA,),
        ),
        "gn-own": Misconception(
            belief="Whoever makes exporting cheaper for their own firms keeps the gain.",
            seems="leave the whole gain with the country that cuts its cost",
            hint="Who buys the extra exports, and at what price?",
            places=(FOOTNOTE,),
        ),
        # Slips
        "mz-tau": Misconception(
            seems="use the iceberg cost itself where its effect on sales is needed",
            hint="If delivery costs more, buyers order less: to which power is the cost raised?",
            places=(WHO,),
        ),
        "mz-nofix": Misconception(
            seems="leave out the fixed cost of exporting",
            hint="Is the cost that grows with sales the only hurdle?",
            places=(WORKED,),
        ),
        "mz-entrants": Misconception(
            seems="count exporters among all entrants",
            hint="Of all who entered, or of those who produce?",
            places=(WHO,),
        ),
        "mz-partners": Misconception(
            seems="trade with one partner only",
            hint="How many partners are there, and what does each of them add?",
            places=(WORKED,),
        ),
        "mz-intensive": Misconception(
            seems="let every firm export",
            hint="Trade costs cut what an exporter sells, and what else do they cut?",
            places=(WORKED,),
        ),
        "mz-select": Misconception(
            seems="use the formula for a market that selects its exporters everywhere",
            hint="Can the export cutoff lie below the cutoff for producing at all? Check the regime first.",
            places=(FOOTNOTE,),
        ),
        "mz-allsell": Misconception(
            seems="put the goods of every foreign firm on sale here",
            hint="Do all foreign firms sell here?",
            places=(WHO,),
        ),
        "mz-instead": Misconception(
            seems="compare going directly with staying at home",
            hint="What does a firm give up when it leaves its middleman?",
            places=(MIDDLEMAN,),
        ),
        "mz-abroad": Misconception(
            seems="compare sales abroad only", hint="Does the firm sell at home as well?", places=(MIDDLEMAN,)
        ),
        "mz-either": Misconception(
            seems="count everybody who exports, in one way or the other",
            hint="Which of these go directly?",
            places=(MIDDLEMAN,),
        ),
        "mz-equal": Misconception(
            seems="compare the two fixed costs only",
            hint="What is special at that cost: the number of firms, or the number of varieties?",
            places=(FOOTNOTE,),
        ),
        "gn-linear": Misconception(
            seems="divide the share of imports by the elasticity",
            hint="Is that more than a first approximation?",
            places=(FORMULA,),
        ),
        "gn-cutoffs": Misconception(
            seems="have given what the cutoffs say that trade is worth",
            hint="Which of your numbers does the formula ask for?",
            places=(FORMULA,),
        ),
        "gn-unmatched": Misconception(
            seems="measure how imports answer, and leave sales at home aside",
            hint="When imports become more expensive, what do people buy in their place?",
            places=(FORMULA,),
        ),
        "gn-cutter": Misconception(
            seems="have given the gain of the country that cuts its cost",
            hint="Whose gain is asked for?",
            places=(FOOTNOTE,),
        ),
    }
    | MODES
    | CLUSTERS
    | CREDIT
    | TABLES
    | NETWORKS
    | POLICY
    | RESEARCH
    | PLACES
    | OUTSIDE
    | VARIETY
    | PRIMER
    | SLIDERS
    | SIZES
)
