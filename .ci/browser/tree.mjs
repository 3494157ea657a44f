// Compares what a browser tells assistive technology with the structure of the same booklet's PDF.

/** What `chapbook read` printed, as nodes with a role, an alternative text, and all their words. */
export function parse(printed) {
  const nodes = [];
  const open = [];
  for (const line of printed.split("\n")) {
    const [, indent, rest] = line.match(/^( *)(.*)$/);
    if (!rest) continue;
    const depth = indent.length / 2;
    open.length = Math.min(open.length, depth);
    const words = rest.match(/(?:^|\s)"(.*)"$/)?.[1] ?? "";
    if (!rest.startsWith('"')) {
      const alt = rest.match(/ alt="((?:[^"\\]|\\.)*)"/)?.[1] ?? "";
      const node = { role: rest.match(/^\w+/)[0], alt, words: "", within: open.map((at) => at.role) };
      nodes.push(node);
      open[depth] = node;
    }
    for (const node of open.filter(Boolean)) if (!/ alt="/.test(rest)) node.words += words;
  }
  return nodes;
}

/** The nodes of a page's accessibility tree, in order. */
export async function accessibilityTree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const tree = [];
  const visit = (node, within) => {
    const role = node.role?.value;
    if (!node.ignored) {
      const level = node.properties?.find((property) => property.name === "level")?.value?.value;
      tree.push({ role, name: node.name?.value ?? "", level, within });
    }
    for (const child of node.childIds ?? []) {
      if (byId.has(child)) visit(byId.get(child), node.ignored ? within : [...within, role]);
    }
  };
  visit(nodes[0], []);
  return tree;
}

const tidy = (words) => words.replace(/\\"/g, '"').replace(/[\s\u00A0]+/g, " ").trim();

/** What the two say of the same kind of thing; the imprint's place differs, so some are sorted. */
export function compare(structure, tree) {
  const outside = (node) => !node.within.includes("navigation") && !node.within.includes("TOC");
  const pdf = (role) => structure.filter((node) => role.test(node.role) && outside(node));
  const web = (...roles) => tree.filter((node) => roles.includes(node.role) && outside(node));
  // On paper the address of a link, or its page, follows in brackets.
  const bare = (words) => tidy(tidy(words).replace(/ ?\(https?:[^()]*\)| \([^()]*\)/g, ""));
  const headings = pdf(/^H\d$/).map((node) => `${node.role[1]} ${bare(node.words)}`);
  // Links past the navigation, and under the title to the contact section, are the web page's own.
  const skip = (node) => node.within.length < 2 || node.within.includes("banner");
  const cells = (nodes) => nodes.map(bare).filter(Boolean).sort();
  const pairs = {
    headings: [
      headings,
      tree.filter((node) => node.role === "heading" && node.level > 1)
        .map((node) => `${node.level - 1} ${bare(node.name)}`)
        // Where it fits the back page, the imprint has no heading there.
        .filter((heading, index, all) => index !== all.length - 2 || headings.includes(heading)),
    ],
    links: [
      pdf(/^Link$/).map((node) => tidy(node.words)).sort(),
      web("link").filter((node) => !skip(node)).map((node) => tidy(node.name)).sort(),
    ],
    pictures: [
      pdf(/^Figure$/).map((node) => tidy(node.alt)),
      web("image", "img").map((node) => tidy(node.name)),
    ],
    "list items and terms": [
      [pdf(/^LI$/).length],
      [web("listitem", "term").length],
    ],
    cells: [
      cells(pdf(/^(TH|TD)$/).map((node) => node.words)),
      cells(web("columnheader", "rowheader", "cell", "gridcell").map((node) => node.name)),
    ],
    quotations: [[pdf(/^BlockQuote$/).length], [web("blockquote").length]],
    tables: [[pdf(/^Table$/).length], [web("table").length]],
  };
  const apart = Object.entries(pairs)
    .filter(([, [one, other]]) => JSON.stringify(one) !== JSON.stringify(other))
    .map(([kind, [one, other]]) => {
      const only = (these, those) => these.filter((words) => !those.includes(words)).slice(0, 5);
      return `${kind}: ${one.length} in the PDF (its own: ${JSON.stringify(only(one, other))}), `
        + `${other.length} on the page (its own: ${JSON.stringify(only(other, one))})`;
    });
  return [...apart, ...partings(structure, tree)];
}

/** What a node is, and what it is called, in words that both trees share; nothing for the others. */
function kind(role, name, level) {
  const words = tidy(tidy(name).replace(/ ?\(https?:[^()]*\)| \([^()]*\)/g, ""));
  if (/^H\d$/.test(role)) return `heading ${role[1]} ${words}`;
  if (role === "heading") return `heading ${level - 1} ${words}`;
  if (/^(Link|link)$/.test(role)) return `link ${words}`;
  if (/^(Figure|image|img)$/.test(role)) return `picture ${words}`;
  if (/^(Table|table)$/.test(role)) return "table";
  if (/^(TH|columnheader|rowheader)$/.test(role)) return words && `head ${words}`;
  if (/^(TD|cell|gridcell)$/.test(role)) return words && `cell ${words}`;
  if (/^(BlockQuote|blockquote)$/.test(role)) return "quotation";
  if (/^(LI|listitem|term)$/.test(role)) return "item";
  return "";
}

/** Where the chapters of the two part, going through both in their order. */
function partings(structure, tree) {
  const web = tree.filter((node) => node.within.includes("main"))
    .map((node) => kind(node.role, node.name, node.level)).filter(Boolean);
  const chapters = web.filter((words) => words.startsWith("heading 1 ")).length;
  // On paper the table of contents has a heading of this level before the chapters, and the parts
  // after them have theirs.
  const firsts = structure.flatMap((node, at) => (node.role === "H1" ? [at] : []))
    .slice(structure.some((node) => node.role === "TOC") ? 1 : 0);
  const pdf = structure.slice(firsts[0], firsts[chapters])
    .map((node) => kind(node.role, node.alt || node.words)).filter(Boolean);
  const at = Array.from({ length: Math.max(pdf.length, web.length) }, (_, index) => index)
    .find((index) => pdf[index] !== web[index]);
  if (!web.length) return ["no chapter of the page was found"];
  return at === undefined ? [] : [`the order parts after ${JSON.stringify(pdf[at - 1])}: `
    + `${JSON.stringify(pdf[at])} in the PDF, ${JSON.stringify(web[at])} on the page`];
}
