import fastify from "fastify";
export const listen = fastify;
