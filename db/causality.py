"""Which act knew of which: the order of a history that was written in several places at once.

No clock is asked. An act names the heads that it saw; from them follows, for each act and each chain, the last counter
that it can have known of.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from heapq import heapify, heappop, heappush


class Causality:
    """The acts of a case in an order in which each follows all that it saw.

    A copied installation goes on counting in two places under one device id; each of its branches is then a chain of
    its own.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.order: list[str] = []
        """Ids; acts that know nothing of each other go by id, so that every copy finds the same order."""
        self.forked: set[str] = set()
        """Devices whose counter was used twice."""
        self._chain: dict[str, tuple[str, int]] = {}
        self._known: dict[str, dict[str, int]] = {}
        self._arrange(connection)

    def __len__(self) -> int:
        return len(self.order)

    def saw(self, later: str, earlier: str) -> bool:
        """Whether one act was done in knowledge of the other, or is the same."""
        chain, counter = self._chain[earlier]
        return self._known[later].get(chain, 0) >= counter

    def heads(self) -> list[str]:
        """The acts that no other act has seen, sorted."""
        followed: set[str] = set()
        for seen in self._seen.values():
            followed.update(seen)
        return sorted(set(self.order) - followed)

    def _arrange(self, connection: sqlite3.Connection) -> None:
        acts = {
            id: (device, counter, previous)
            for id, device, counter, previous in connection.execute("SELECT id, device_id, counter, previous FROM act")
        }
        self._seen: dict[str, list[str]] = {
            id: json.loads(heads) for id, heads in connection.execute("SELECT id, heads FROM act")
        }
        first_child: dict[tuple[str, str | None], str] = {}
        for id, (device, _, previous) in acts.items():
            place = (device, previous)
            if place in first_child:
                self.forked.add(device)
            first_child[place] = min(id, first_child.get(place, id))
        for id in self._sorted():
            device, counter, previous = acts[id]
            goes_on = first_child[device, previous] == id and previous in self._chain
            chain = self._chain[previous][0] if goes_on and previous is not None else id
            self._chain[id] = (chain, counter)
            known: dict[str, int] = {}
            for head in self._seen[id]:
                for name, last in self._known[head].items():
                    known[name] = max(last, known.get(name, 0))
            known[chain] = counter
            self._known[id] = known
            self.order.append(id)

    def _sorted(self) -> Iterator[str]:
        waits = {id: len(seen) for id, seen in self._seen.items()}
        follows: dict[str, list[str]] = defaultdict(list)
        for id, seen in self._seen.items():
            for head in seen:
                follows[head].append(id)
        ready = [id for id, count in waits.items() if count == 0]
        heapify(ready)
        while ready:
            id = heappop(ready)
            yield id
            for next_id in follows[id]:
                waits[next_id] -= 1
                if waits[next_id] == 0:
                    heappush(ready, next_id)
