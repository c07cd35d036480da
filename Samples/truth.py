"""What the warehouse must show after each night, worked out beside the files and independently of the product."""


class Delivery:
    """One file and what is true of its records."""

    def __init__(self, feed, path, mode):
        self.feed, self.path, self.mode = feed, path, mode
        self.records = []
        self.state = "loaded"
        self.rules = {}

    def add(self, key, content, aside=None, operation="upsert", order=0):
        """A record. `aside` names the rule that sets it aside."""
        self.records.append((key, content, operation, order, aside))
        if aside:
            self.rules[aside] = self.rules.get(aside, 0) + 1

    def expected(self):
        """The delivery as JSON. `rules` counts findings that name a whole file or set a record aside."""
        is_read = self.state in ("loaded", "held")
        return {
            "feed": self.feed,
            "path": self.path,
            "state": self.state,
            "records": len(self.records) if is_read else None,
            "set_aside": sum(1 for record in self.records if record[4]) if is_read else None,
            "rules": self.rules if is_read else {},
        }


class Feeds:
    """What holds in each feed: for every key the content and order of its version, deleted ones too."""

    def __init__(self):
        self.tables = {}

    def apply(self, delivery):
        table = self.tables.setdefault(delivery.feed, {})
        if delivery.state != "loaded":
            return
        good = [record for record in delivery.records if not record[4]]
        if delivery.mode == "snapshot":
            self.tables[delivery.feed] = {key: (content, 0, "upsert") for key, content, *_ in good}
            return
        for key, content, operation, order, _ in good:
            if key not in table or order >= table[key][1]:
                table[key] = (content, order, operation)

    def current(self):
        """For each feed, the keys that hold."""
        return {
            feed: sum(1 for version in table.values() if version[2] == "upsert")
            for feed, table in sorted(self.tables.items())
        }
