DROP INDEX "actions_id";--> statement-breakpoint
CREATE INDEX "actions_copies" ON "actions" USING btree ("id");--> statement-breakpoint
CREATE INDEX "actions_parked" ON "actions" USING btree ("number") WHERE "actions"."verdict" = 'parked';--> statement-breakpoint
CREATE UNIQUE INDEX "actions_id" ON "actions" USING btree ("id") WHERE "actions"."verdict" = 'applied';