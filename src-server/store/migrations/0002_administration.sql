CREATE TABLE "audit" (
	"number" bigint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"office_id" text NOT NULL,
	"address" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" text NOT NULL,
	"before_hash" text NOT NULL,
	"after_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reference_versions" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"version" text NOT NULL,
	"content" text NOT NULL,
	"effective_from" bigint NOT NULL,
	"published_at" bigint NOT NULL,
	"published_by" uuid,
	"published_by_name" text NOT NULL,
	"reason" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "closed_on" text;--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "successor" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "one_time_until" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "reference_versions_name" ON "reference_versions" USING btree ("kind","version");--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = '23514';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "reference_versions_append_only" BEFORE UPDATE OR DELETE ON "reference_versions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
