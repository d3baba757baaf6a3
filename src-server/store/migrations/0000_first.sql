CREATE EXTENSION IF NOT EXISTS ltree;
--> statement-breakpoint
CREATE TABLE "actions" (
	"device_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid NOT NULL,
	"number" bigserial NOT NULL,
	"user_id" uuid NOT NULL,
	"office_id" text NOT NULL,
	"order_id" uuid NOT NULL,
	"type" text NOT NULL,
	"envelope" text NOT NULL,
	"verdict" text NOT NULL,
	"code" text,
	"event" jsonb,
	"order_version" integer,
	"order_number" text,
	"received_at" bigint NOT NULL,
	"effective_at" bigint NOT NULL,
	"grade" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "actions_device_id_seq_pk" PRIMARY KEY("device_id","seq"),
	CONSTRAINT "actions_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "alarms" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"kind" text NOT NULL,
	"device_id" uuid NOT NULL,
	"envelope" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"public_key" text NOT NULL,
	"name" text NOT NULL,
	"last_seq" bigint NOT NULL,
	"last_hash" text NOT NULL,
	"last_effective_at" bigint,
	"emptied_at" bigint,
	"registered_at" bigint NOT NULL,
	"disabled_at" bigint
);
--> statement-breakpoint
CREATE TABLE "feed_head" (
	"shard" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"sha256" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"type" text NOT NULL,
	"stored_at" bigint NOT NULL,
	"stored_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "number_series" (
	"series" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offices" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"kind" text NOT NULL,
	"parent_id" text,
	"path" "ltree" NOT NULL,
	"region_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_files" (
	"order_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"announced" boolean NOT NULL,
	CONSTRAINT "order_files_order_id_sha256_pk" PRIMARY KEY("order_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"issued_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"started_at" bigint NOT NULL,
	"ended_at" bigint,
	"end_reason" text
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"account" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"office_id" text NOT NULL,
	"roles" text[] NOT NULL,
	"password_hash" text,
	"disabled_at" bigint,
	CONSTRAINT "users_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "visibility" (
	"shard" text NOT NULL,
	"order_id" uuid NOT NULL,
	"office" "ltree" NOT NULL,
	"version" bigint NOT NULL,
	"gone" boolean NOT NULL,
	CONSTRAINT "visibility_order_id_office_pk" PRIMARY KEY("order_id","office")
);
--> statement-breakpoint
CREATE TABLE "work_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text,
	"state" text NOT NULL,
	"ended" boolean NOT NULL,
	"holder" text NOT NULL,
	"version" integer NOT NULL,
	"newest_first" bigint NOT NULL,
	"size" integer NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "work_orders_number_unique" UNIQUE("number")
);
--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "actions_id" ON "actions" USING btree ("id") WHERE "actions"."verdict" <> 'rejected';--> statement-breakpoint
CREATE INDEX "actions_order" ON "actions" USING btree ("order_id","number");--> statement-breakpoint
CREATE INDEX "offices_path" ON "offices" USING gist ("path");--> statement-breakpoint
CREATE INDEX "order_files_file" ON "order_files" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "order_files_waiting" ON "order_files" USING btree ("sha256") WHERE not "order_files"."announced";--> statement-breakpoint
CREATE INDEX "refresh_tokens_session" ON "refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "visibility_feed" ON "visibility" USING btree ("shard","version");--> statement-breakpoint
CREATE INDEX "visibility_office" ON "visibility" USING gist ("office");--> statement-breakpoint
CREATE INDEX "work_orders_page" ON "work_orders" USING btree ("ended","newest_first","id");