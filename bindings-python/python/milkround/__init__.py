"""Milkround: customers, order cycles that recur by rule, and standing orders, embedded.

    import milkround

    with milkround.open("sqlite:hub.db") as hub:
        hub.tick()
"""

from ._codec import KEEP as KEEP, DecimalLike as DecimalLike, IdLike as IdLike, Keep as Keep
from ._errors import Conflict as Conflict, Internal as Internal, Invalid as Invalid
from ._errors import MilkroundError as MilkroundError, NotAllowed as NotAllowed
from ._errors import NotFound as NotFound, Unavailable as Unavailable, Violation as Violation
from ._hub import AsyncHub as AsyncHub, Hub as Hub, rules as rules
from ._hub import open as open, open_async as open_async
from ._native import __version__ as __version__
from ._operations import AsyncOperations as AsyncOperations, Operations as Operations
from ._types import *  # noqa: F403
