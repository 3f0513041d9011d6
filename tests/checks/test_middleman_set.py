"""The right answers of the set on middlemen, by a second route."""

import handing_in
import numpy as np
import pytest

from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import draw_case

SEEDS = handing_in.SEEDS[:20]


def best_way(case, home):
    """What earns most for a firm with these home sales (in fixed costs of production): home, middleman or itself."""
    q = case.sigma - 1
    earns = {
        "home": 0.0,
        "indirect": home * (case.gamma * case.tau) ** -q - case.f_i,
        "direct": home * case.tau**-q - case.f_x,
    }
    return max(earns, key=earns.get)


@pytest.mark.parametrize("seed", SEEDS)
def test_users_of_the_middleman_are_those_who_earn_most_with_him(seed):
    question, case = question_of("middleman-q1"), draw_case(question_of("middleman-q1"), seed)
    ranks = (np.arange(20_000) + 0.5) / 20_000
    home = (1 - ranks) ** (-(case.sigma - 1) / case.k)
    users = np.mean([best_way(case, one) == "indirect" for one in home])
    assert question.right(case) == pytest.approx(users, abs=2e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_leaving_the_middleman_is_a_jump_in_all_that_a_firm_sells(seed):
    question, case = question_of("middleman-q2"), draw_case(question_of("middleman-q2"), seed)

    def sells(price):
        """In n + 1 equal markets, demand with a constant elasticity; abroad the price carries what melts."""
        return 1 + case.n * price * price**-case.sigma

    assert question.right(case) == pytest.approx(sells(case.tau) / sells(case.gamma * case.tau))
    assert 1 < question.right(case) < sells(case.tau)
