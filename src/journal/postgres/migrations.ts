/**
 * Forward only: a released entry never changes; a new one is added at the end. Its place is its number. Times are
 * milliseconds since 1970 as `double precision`, which the driver gives as a JavaScript number, exact to 2^53.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE op25b.conversation (
    id text PRIMARY KEY,
    platform text NOT NULL,
    state text,
    arrivals integer NOT NULL DEFAULT 0,
    effects integer NOT NULL DEFAULT 0,
    wake_at double precision,
    touched_at double precision NOT NULL
  );
  CREATE INDEX conversation_wake ON op25b.conversation (wake_at) WHERE wake_at IS NOT NULL;
  CREATE INDEX conversation_touched ON op25b.conversation (touched_at);

  CREATE TABLE op25b.event (
    platform text NOT NULL,
    id text NOT NULL,
    conversation text NOT NULL,
    arrival integer NOT NULL,
    taken_at double precision NOT NULL,
    PRIMARY KEY (platform, id)
  );
  CREATE INDEX event_taken ON op25b.event (taken_at);

  CREATE TABLE op25b.effect (
    conversation text NOT NULL,
    sequence integer NOT NULL,
    holds boolean NOT NULL,
    platform text NOT NULL,
    language text NOT NULL,
    body text NOT NULL,
    created_at double precision NOT NULL,
    due_at double precision NOT NULL,
    worker text,
    attempt integer NOT NULL DEFAULT 0,
    counted integer NOT NULL DEFAULT 0,
    repeat boolean NOT NULL DEFAULT false,
    error text,
    died_at double precision,
    PRIMARY KEY (conversation, sequence)
  );
  CREATE INDEX effect_due ON op25b.effect (due_at) WHERE died_at IS NULL;

  CREATE TABLE op25b.sent (
    conversation text NOT NULL,
    message text NOT NULL,
    platform_id text NOT NULL,
    PRIMARY KEY (conversation, message)
  );
  `,
  `
  CREATE TABLE op25b.installation (key text PRIMARY KEY, bytes bytea NOT NULL);
  CREATE TABLE op25b.desk_case (
    reference text PRIMARY KEY,
    conversation text NOT NULL,
    body text NOT NULL,
    opened_at double precision NOT NULL,
    closed_at double precision
  );
  CREATE TABLE op25b.figure (name text PRIMARY KEY, value double precision NOT NULL);
  `,
  `
  CREATE TABLE op25b.bucket (key text PRIMARY KEY, tokens double precision NOT NULL, at double precision NOT NULL);
  CREATE TABLE op25b.probe_result (
    target text PRIMARY KEY,
    holder text,
    until double precision NOT NULL,
    report text
  );
  `,
  `
  ALTER TABLE op25b.conversation ADD COLUMN address text, ADD COLUMN person text;
  CREATE INDEX conversation_person ON op25b.conversation (person, touched_at, id) WHERE person IS NOT NULL;
  CREATE INDEX sent_platform_id ON op25b.sent (platform_id);
  CREATE TABLE op25b.report (
    subject text NOT NULL,
    person_mark text NOT NULL,
    at double precision NOT NULL,
    PRIMARY KEY (subject, person_mark)
  );
  CREATE INDEX report_at ON op25b.report (at);
  CREATE TABLE op25b.crowd (subject text PRIMARY KEY, since double precision, last_at double precision NOT NULL);
  `,
  `
  ALTER TABLE op25b.effect ADD COLUMN waits_for text;
  CREATE INDEX effect_waits_for ON op25b.effect (waits_for) WHERE waits_for IS NOT NULL;
  `,
];
