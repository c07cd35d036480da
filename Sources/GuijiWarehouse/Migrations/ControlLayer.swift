import GRDB

extension Warehouse {
    /// Brings the file to the tool's version. Migrations are numbered, only ever added, and never edited.
    func migrate() throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001-control-layer") { db in
            try db.execute(sql: "PRAGMA application_id = \(Warehouse.applicationID)")
            try db.execute(sql: Warehouse.controlLayer)
        }
        migrator.registerMigration("0002-unified-layer") { db in
            try db.execute(sql: UnifiedState.migration)
        }
        migrator.registerMigration("0003-matching") { db in
            try db.execute(sql: MatchNotes.migration)
        }
        if try queue.read(migrator.hasBeenSuperseded) { throw WarehouseError.newer(path: path) }
        try migrator.migrate(queue)
    }

    private static let controlLayer = """
        CREATE TABLE run (
            run_id INTEGER PRIMARY KEY,
            business_date TEXT NOT NULL,
            started_at TEXT NOT NULL,
            ended_at TEXT,
            state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'interrupted')),
            exit_code INTEGER,
            tool_version TEXT NOT NULL,
            message TEXT
        ) STRICT;
        CREATE TABLE contract_version (
            contract_version_id INTEGER PRIMARY KEY,
            feed TEXT NOT NULL,
            version TEXT NOT NULL,
            content_sha256 TEXT NOT NULL,
            first_run INTEGER NOT NULL REFERENCES run,
            UNIQUE (feed, version, content_sha256)
        ) STRICT;
        CREATE TABLE delivery (
            delivery_id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL REFERENCES run,
            feed TEXT NOT NULL,
            path TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            business_date TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('loaded', 'held', 'failed', 'duplicate', 'superseded')),
            contract_version_id INTEGER NOT NULL REFERENCES contract_version,
            encoding TEXT,
            first_record_id INTEGER,
            record_count INTEGER NOT NULL DEFAULT 0,
            inserted INTEGER NOT NULL DEFAULT 0,
            updated INTEGER NOT NULL DEFAULT 0,
            closed INTEGER NOT NULL DEFAULT 0,
            unchanged INTEGER NOT NULL DEFAULT 0,
            historical INTEGER NOT NULL DEFAULT 0,
            set_aside INTEGER NOT NULL DEFAULT 0,
            findings INTEGER NOT NULL DEFAULT 0,
            reason TEXT,
            at TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX delivery_loaded ON delivery (feed, sha256) WHERE state = 'loaded';
        CREATE INDEX delivery_feed ON delivery (feed, business_date);
        CREATE INDEX delivery_records ON delivery (first_record_id) WHERE state = 'loaded';
        CREATE TABLE finding (
            finding_id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL REFERENCES run,
            delivery_id INTEGER NOT NULL REFERENCES delivery,
            record_id INTEGER,
            rule TEXT NOT NULL,
            severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
            field TEXT,
            ordinal INTEGER,
            line INTEGER,
            byte_offset INTEGER,
            byte_length INTEGER,
            found TEXT NOT NULL,
            expected TEXT NOT NULL
        ) STRICT;
        CREATE INDEX finding_delivery ON finding (delivery_id);
        CREATE TABLE set_aside (
            record_id INTEGER PRIMARY KEY,
            delivery_id INTEGER NOT NULL REFERENCES delivery,
            rules TEXT NOT NULL,
            raw BLOB NOT NULL
        ) STRICT;
        CREATE INDEX set_aside_delivery ON set_aside (delivery_id);
        CREATE TABLE dictionary_table (
            table_name TEXT PRIMARY KEY,
            layer TEXT NOT NULL,
            title TEXT NOT NULL,
            description TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE dictionary_column (
            table_name TEXT NOT NULL REFERENCES dictionary_table,
            column_name TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            title TEXT NOT NULL,
            description TEXT NOT NULL,
            type TEXT NOT NULL,
            unit TEXT,
            standard TEXT,
            source TEXT,
            sensitivity TEXT NOT NULL,
            PRIMARY KEY (table_name, column_name)
        ) STRICT, WITHOUT ROWID;
        """
}
