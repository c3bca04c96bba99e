/** What people decided on a publisher, and the form to mute it or to hear it again. */

import { ask, send } from "../api.js";
import { el, put } from "../dom.js";
import { showProblem } from "../parts.js";
import { announce, whoIs } from "../verdict.js";
import { dayOf } from "../words.js";

/** @type {Record<string, string>} */
const DONE = { mute: "muted it", unmute: "let it be heard again" };
const REASON = 4000;

/**
 * @param {any} told  a publisher with its verdicts, as REST tells it
 * @param {(now: any) => void} judged  called with the same after a verdict
 */
export function hearingBlock(told, judged) {
  return el(
    "section",
    { class: "part-of hearing" },
    el("h2", {}, "What people decided"),
    told.verdicts.length
      ? el("ol", { class: "verdicts" }, told.verdicts.map(tellVerdict))
      : el("p", { class: "soft nothing" }, "Nothing so far: it is heard as any other."),
    formOf(told.publisher, judged),
  );
}

/** @param {any} verdict */
function tellVerdict({ decision, who, why, made_at: day }) {
  return el(
    "li",
    {},
    el("bdi", {}, who),
    ` ${DONE[decision]} on ${dayOf(day)}`,
    why && [": ", el("q", { dir: "auto" }, why)],
  );
}

/** @param {any} publisher @param {(now: any) => void} judged */
function formOf(publisher, judged) {
  const decision = publisher.muted ? "unmute" : "mute";
  const outcome = el("div", { "aria-live": "polite" });
  const why = /** @type {HTMLTextAreaElement} */ (
    el("textarea", { rows: "2", maxlength: REASON, required: !publisher.muted })
  );
  const who = whoIs();
  const form = el(
    "form",
    { class: "judging", onsubmit: (/** @type {Event} */ event) => void judge(event) },
    el("label", {}, publisher.muted ? "Why (if you like)" : "Why", why),
    el("label", {}, "Who you are (shown to everyone)", who.input),
    el("button", {}, publisher.muted ? "Hear it again" : "Mute it"),
  );

  /** @param {Event} event */
  async function judge(event) {
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    try {
      const reason = why.value.trim();
      await send("POST", `${publisher.url}/verdicts`, {
        decision,
        who: who.take(),
        ...(reason ? { why: reason } : {}),
      });
      announce(`You ${DONE[decision]}. Everything follows that from now on.`);
      judged(await ask(publisher.url));
    } catch (error) {
      put(outcome, showProblem(error));
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  return el(
    "details",
    { class: "verdict" },
    el("summary", {}, publisher.muted ? "Hear it again" : "Mute this publisher"),
    el(
      "p",
      { class: "soft" },
      publisher.muted
        ? "Its claims count again, as those of any other."
        : "Nothing is deleted: its claims stay, are marked, and count for nothing. It can be taken back.",
    ),
    form,
    outcome,
  );
}
