CREATE TABLE "card_watch" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"look_at" bigint
);
--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "last_contact_at" bigint;--> statement-breakpoint
CREATE INDEX "card_watch_due" ON "card_watch" USING btree ("look_at");