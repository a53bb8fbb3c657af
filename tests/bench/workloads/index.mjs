// What is measured: policies and requests of three shapes. Written out by rules, so that every run measures the same.
import { conditions } from "./conditions.mjs";
import { large } from "./large.mjs";
import { small } from "./small.mjs";

/** Each has a name, policies, requests, and how many times the peer's speed `decide` and `evaluate` are to have at least. */
export const workloads = [small, conditions, large];
