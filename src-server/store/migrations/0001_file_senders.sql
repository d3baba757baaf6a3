CREATE TABLE "file_senders" (
	"sha256" text NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "file_senders_sha256_user_id_pk" PRIMARY KEY("sha256","user_id")
);
--> statement-breakpoint
INSERT INTO "file_senders" ("sha256", "user_id") SELECT "sha256", "stored_by" FROM "files";
