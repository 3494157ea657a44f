// Starts a desk and tells its addresses.

import { spawn } from "node:child_process";
import { join } from "node:path";

/** Desks that were begun: none outlives its scenes, whatever becomes of these. */
const begun = new Set();
process.on("exit", () => begun.forEach(({ child }) => child.kill("SIGKILL")));

/** Ends those that are open still. */
export async function endAll() {
  for (const { child, ended } of begun) {
    child.kill("SIGKILL");
    await ended;
  }
  begun.clear();
}

/**
 * A desk of a folder, without a browser of its own.
 * @param {string} program
 * @param {string} folder
 * @param {string} [port]
 */
export async function openDesk(program, folder, port) {
  const child = spawn(program, ["desk", folder, "--no-open", ...(port ? ["--port", port] : [])], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => child.on("exit", (code) => done(code)));
  begun.add({ child, ended });
  let told = "";
  const opening = await new Promise((done, fail) => {
    ended.then(() => fail(new Error(`the desk did not open: ${told}`)));
    child.stdout.on("data", (part) => {
      told += part;
      const address = told.match(/http:\S+\/open\/\w+/);
      if (address) done(address[0]);
    });
  });
  return { opening, address: new URL("/", opening).href, ended, end: () => child.kill("SIGKILL") };
}

/** Serves the front from a folder (FRONT) in the place of the one that the program holds, to try changes of it. */
export async function serveFront(page) {
  const front = process.env.FRONT;
  if (!front) return;
  const kinds = { js: "text/javascript", css: "text/css", svg: "image/svg+xml" };
  await page.route("**/front/**", (route) => {
    const path = new URL(route.request().url()).pathname.split("/front/")[1];
    return route.fulfill({ path: join(front, path), contentType: kinds[path.split(".").pop()] });
  });
}
