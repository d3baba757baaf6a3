CREATE TABLE "setups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"ticket_hash" text NOT NULL,
	"made_at" bigint NOT NULL,
	"made_by" uuid NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint,
	"used_at" bigint,
	"device_id" uuid
);
--> statement-breakpoint
ALTER TABLE "setups" ADD CONSTRAINT "setups_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "setups_user" ON "setups" USING btree ("user_id");