CREATE TABLE "openings" (
	"order_id" uuid NOT NULL,
	"office" text NOT NULL,
	"version" integer NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "openings_order_id_office_version_pk" PRIMARY KEY("order_id","office","version")
);
