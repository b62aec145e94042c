/** When an effect is due that waits for an earlier one: never, as long as it does. */
export const HELD = Number.MAX_SAFE_INTEGER;

const NO_EARLIER = `NOT EXISTS (
  SELECT 1 FROM effect AS earlier
  WHERE earlier.conversation = effect.conversation AND earlier.sequence < effect.sequence
    AND earlier.holds = 1 AND earlier.died_at IS NULL)`;

/** Forward only: a released entry never changes; a new one is added at the end. Its place is its number. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    state TEXT NOT NULL,
    arrivals INTEGER NOT NULL,
    effects INTEGER NOT NULL,
    wake_at INTEGER,
    touched_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversation_wake ON conversation (wake_at) WHERE wake_at IS NOT NULL;
  CREATE INDEX conversation_touched ON conversation (touched_at);

  CREATE TABLE event (
    platform TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    arrival INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    PRIMARY KEY (platform, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX event_taken ON event (taken_at);

  CREATE TABLE effect (
    conversation TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    holds INTEGER NOT NULL,
    platform TEXT NOT NULL,
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    worker TEXT,
    attempt INTEGER NOT NULL DEFAULT 0,
    counted INTEGER NOT NULL DEFAULT 0,
    repeat INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    died_at INTEGER,
    PRIMARY KEY (conversation, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX effect_due ON effect (due_at) WHERE died_at IS NULL;

  CREATE TABLE sent (
    conversation TEXT NOT NULL,
    message TEXT NOT NULL,
    platform_id TEXT NOT NULL,
    PRIMARY KEY (conversation, message)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE installation (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE desk_case (
    reference TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    body TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE figure (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE bucket (key TEXT PRIMARY KEY, tokens REAL NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE probe_result (
    target TEXT PRIMARY KEY,
    holder TEXT,
    until INTEGER NOT NULL,
    report TEXT
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE conversation ADD COLUMN address TEXT;
  ALTER TABLE conversation ADD COLUMN person TEXT;
  CREATE INDEX conversation_person ON conversation (person, touched_at) WHERE person IS NOT NULL;
  CREATE INDEX sent_platform_id ON sent (platform_id);
  CREATE TABLE report (
    subject TEXT NOT NULL,
    person_mark TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (subject, person_mark)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX report_at ON report (at);
  CREATE TABLE crowd (subject TEXT PRIMARY KEY, since INTEGER, last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE effect ADD COLUMN waits_for TEXT;
  CREATE INDEX effect_waits_for ON effect (waits_for) WHERE waits_for IS NOT NULL;
  `,
  // With row ids: a state of 3 KB then fits a page of its own, and the way to it stays short.
  `
  CREATE TABLE conversation_by_row (
    id TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    state TEXT NOT NULL,
    arrivals INTEGER NOT NULL,
    effects INTEGER NOT NULL,
    wake_at INTEGER,
    touched_at INTEGER NOT NULL,
    address TEXT,
    person TEXT
  ) STRICT;
  INSERT INTO conversation_by_row
    SELECT id, platform, state, arrivals, effects, wake_at, touched_at, address, person FROM conversation;
  DROP TABLE conversation;
  ALTER TABLE conversation_by_row RENAME TO conversation;
  CREATE INDEX conversation_wake ON conversation (wake_at) WHERE wake_at IS NOT NULL;
  CREATE INDEX conversation_touched ON conversation (touched_at);
  CREATE INDEX conversation_person ON conversation (person, touched_at) WHERE person IS NOT NULL;
  `,
  // Effects that wait for an earlier one of their conversation are not due (see `insertEffect`), so that looking for those that
  // are does not read them all, again and again. The earlier one's end makes them due.
  `
  CREATE TRIGGER effect_ended AFTER DELETE ON effect WHEN old.holds = 1 BEGIN
    UPDATE effect SET due_at = created_at
    WHERE conversation = old.conversation AND due_at = ${HELD} AND died_at IS NULL AND ${NO_EARLIER};
  END;
  CREATE TRIGGER effect_died AFTER UPDATE OF died_at ON effect WHEN new.died_at IS NOT NULL AND new.holds = 1 BEGIN
    UPDATE effect SET due_at = created_at
    WHERE conversation = new.conversation AND due_at = ${HELD} AND died_at IS NULL AND ${NO_EARLIER};
  END;
  CREATE INDEX effect_leased ON effect (due_at) WHERE worker IS NOT NULL AND died_at IS NULL;
  UPDATE effect SET due_at = ${HELD} WHERE worker IS NULL AND died_at IS NULL AND NOT ${NO_EARLIER};
  `,
];
