"""The journal's tables."""

from __future__ import annotations

VERSION = 1

MARK = 0x4B50574A
"""SQLite's application_id, which says of a file whose it is: KPWJ."""

TABLES = """
CREATE TABLE send (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    writer TEXT NOT NULL,                 -- whose lock file says whether it is still at work
    begun REAL NOT NULL,                  -- epoch s
    ended REAL,                           -- when every record had its outcome
    dismissed REAL,                       -- when a person left it at that
    resumes INTEGER,
    resumed INTEGER,                      -- the send that goes on with it
    retried INTEGER,                      -- the send that tries what failed of it again, after that
    profile TEXT NOT NULL,
    cluster TEXT NOT NULL,
    topic TEXT NOT NULL,
    kind TEXT NOT NULL,
    rows INTEGER NOT NULL,                -- 1: each record has its row; 0: only the ones that were not delivered
    complete INTEGER NOT NULL DEFAULT 0,  -- 1: all that was to be sent was handed over
    why TEXT NOT NULL DEFAULT '',         -- why not, where the input ended it
    handed INTEGER NOT NULL DEFAULT 0,    -- records
    handed_offset INTEGER,                -- a line's begin in the input, at or before the next record: bytes,
    handed_line INTEGER,                  -- and its number
    unbooked INTEGER NOT NULL DEFAULT 0,  -- records handed over after the books could not be written
    known INTEGER NOT NULL DEFAULT 0,     -- records up to which every outcome is in the totals
    known_offset INTEGER,
    known_line INTEGER,
    delivered INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    unknown INTEGER NOT NULL DEFAULT 0,
    doubt INTEGER,                        -- the first record of the known whose fate is unknown, from 0
    doubt_offset INTEGER,
    doubt_line INTEGER,
    reached TEXT NOT NULL DEFAULT '{}',   -- JSON: by partition, the highest offset delivered before doubt, or the known
    troubles INTEGER NOT NULL DEFAULT 0,  -- records that were not delivered and have no row
    transacted TEXT NOT NULL DEFAULT ''   -- how its transaction stands (transacted.py), '' where it is in none
);
CREATE TABLE origin (                     -- apart from what is written with every batch
    send INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,                 -- JSON
    there TEXT                            -- JSON: runs of records not to be sent again, from doubt on
);
CREATE INDEX send_of_writer ON send (writer) WHERE ended IS NULL;
CREATE TABLE payload (
    send INTEGER NOT NULL,
    first INTEGER NOT NULL,               -- the first record that has it, from 0
    topic TEXT NOT NULL,
    key BLOB,
    value BLOB,
    headers TEXT,                         -- JSON: [name, hex or null]
    asked INTEGER,                        -- the first one's partition and timestamp, as in `record`
    timestamp INTEGER,
    size INTEGER NOT NULL,                -- bytes of all three
    kept INTEGER NOT NULL,                -- 0: the bytes are left out
    PRIMARY KEY (send, first)
) WITHOUT ROWID;
CREATE TABLE record (
    send INTEGER NOT NULL,
    number INTEGER NOT NULL,              -- in its send, from 0
    count INTEGER NOT NULL DEFAULT 1,     -- so many from that number on
    payload INTEGER,                      -- its `first`; NULL: too many were not delivered to keep them all
    asked INTEGER,                        -- the partition it was for; NULL: the producer's choice
    timestamp INTEGER,                    -- epoch ms; NULL: now
    at REAL,                              -- epoch s when it was handed over
    state INTEGER NOT NULL DEFAULT 0,     -- DeliveryState
    partition INTEGER,
    offset INTEGER,
    appended INTEGER,                     -- the broker's timestamp, epoch ms
    latency REAL,                         -- seconds
    error INTEGER,
    PRIMARY KEY (send, number)
) WITHOUT ROWID;
CREATE TABLE error (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    message TEXT NOT NULL,
    retriable INTEGER NOT NULL,
    UNIQUE (name, message, retriable)
);
"""
