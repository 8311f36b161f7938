"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const byId = (id) => document.getElementById(id);
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const hex = (word) => (word >>> 0).toString(16).padStart(8, "0");
  const binary = (word) => (word >>> 0).toString(2).padStart(32, "0");

  // Fields of a row: number of the name, first bit in the row, width.
  const fields = (row) => {
    const value = (at) => digits.indexOf(row.f[at]);
    const list = [];
    let start = 0;
    for (let at = 0; at < row.f.length;) {
      const run = row.f[at] === "*";
      if (run) at += 1;
      const name = 64 * value(at) + value(at + 1);
      const last = value(at + 2) + 1;
      at += 3;
      for (let own = 0; own < (run ? last : 1); own += 1) {
        const width = run ? 1 : last;
        list.push({ name: name + own, start, width });
        start += width;
      }
    }
    return list;
  };
  // Bits of the active links of a row, as text.
  const sides = (row) => {
    const expected = [];
    for (let link = 0; link < data.links; link += 1) expected.push(parseInt(row.e.slice(8 * link, 8 * link + 8), 16));
    const got = expected.slice();
    for (const [link, xor] of row.x) got[link] = (got[link] ^ xor) >>> 0;
    return { expected, got };
  };

  // Every difference: its row, its place among the fields, and the link and bit of each bit that differs.
  const all = [];
  data.rows.forEach((row, index) => {
    const xors = new Map(row.x);
    const list = fields(row);
    for (const [part, expected, got] of row.d) {
      const { name, start, width } = list[part];
      const bits = [];
      for (let bit = start; bit < start + width; bit += 1) {
        const link = bit >> 5;
        if ((xors.get(link) ?? 0) >>> (31 - (bit & 31)) & 1) bits.push([link, 31 - (bit & 31)]);
      }
      all.push({ index, part, start, width, bits, name: data.names[name], expected: data.means[expected], got: data.means[got] });
    }
    for (const [link, expected, got] of row.i ?? []) {
      const bits = [];
      for (let bit = 31; bit >= 0; bit -= 1) if ((expected ^ got) >>> bit & 1) bits.push([link, bit]);
      all.push({ index, link, bits, name: "inactive link", expected: hex(expected), got: hex(got) });
    }
  });

  const place = (difference) => {
    if (difference.link !== undefined) return `link ${difference.link} [31:0]`;
    const parts = [];
    for (let bit = difference.start; bit < difference.start + difference.width;) {
      const end = Math.min(difference.start + difference.width, (bit | 31) + 1);
      const [high, low] = [31 - (bit & 31), 31 - ((end - 1) & 31)];
      parts.push(`link ${bit >> 5} [${high === low ? high : `${high}:${low}`}]`);
      bit = end;
    }
    return parts.join(" and ");
  };
  // The bits of a difference on one side: hexadecimal.
  const value = (difference, words) => {
    let bits = 0n;
    for (let bit = difference.start; bit < difference.start + difference.width; bit += 1) {
      bits = bits << 1n | BigInt(words[bit >> 5] >>> (31 - (bit & 31)) & 1);
    }
    return `0x${bits.toString(16)}`;
  };

  const viewer = byId("differences");
  const [field, link, bit, number] = ["field", "link", "bit", "number"].map(byId);
  let chosen = all;
  let at = 0;

  const fill = (select, names) => {
    const counts = new Map();
    for (const difference of all) for (const name of new Set(names(difference))) counts.set(name, (counts.get(name) ?? 0) + 1);
    const order = new Intl.Collator("en", { numeric: true });
    for (const name of [...counts.keys()].sort((a, b) => order.compare(a, b))) {
      const option = make("option", "", `${name} (${counts.get(name)})`);
      option.value = name;
      select.append(option);
    }
  };
  fill(field, (difference) => [difference.name]);
  fill(link, (difference) => difference.bits.map(([own]) => String(own)));
  fill(bit, (difference) => difference.bits.map(([, own]) => String(own)));

  // One side of a link: its word, and its bits by field with those that differ marked.
  const side = (className, word, xor, runs) => {
    const box = make("div", `side ${className}`);
    const bits = make("span", "bits");
    const text = binary(word);
    for (const run of runs) {
      const span = make("span", run.kind);
      span.title = run.title;
      if (run.difference !== undefined) {
        span.dataset.difference = run.difference;
        if (run.difference === at) span.classList.add("current");
      }
      for (let own = run.from; own < run.to; own += 1) {
        span.append(xor >>> (31 - own) & 1 ? make("i", "", text[own]) : text[own]);
      }
      bits.append(span);
    }
    box.append(make("b", "", hex(word)), bits);
    return box;
  };

  // The numbers, in the filtered list, of the differences of a row.
  const ofRow = (index) => {
    const numbers = new Map();
    for (let own = at; own >= 0 && chosen[own].index === index; own -= 1) numbers.set(chosen[own].link ?? `f${chosen[own].part}`, own);
    for (let own = at; own < chosen.length && chosen[own].index === index; own += 1) numbers.set(chosen[own].link ?? `f${chosen[own].part}`, own);
    return numbers;
  };

  const frame = (row, numbers) => {
    const grid = make("div", "sides");
    grid.append(make("b", "heading", "link"), make("b", "heading", "expected"), make("b", "heading", "received"));
    const { expected, got } = sides(row);
    const list = fields(row);
    const xors = new Map(row.x);
    for (let own = 0; own < data.links; own += 1) {
      const runs = [];
      list.forEach((part, index) => {
        const [from, to] = [Math.max(part.start - 32 * own, 0), Math.min(part.start + part.width - 32 * own, 32)];
        if (from >= to) return;
        runs.push({ from, to, kind: data.kinds[part.name], title: data.names[part.name], difference: numbers.get(`f${index}`) });
      });
      const xor = xors.get(own) ?? 0;
      grid.append(make("span", "name", String(own)), side("expected", expected[own], xor, runs), side("got", got[own], xor, runs));
    }
    for (const [own, before, after] of row.i ?? []) {
      const runs = [{ from: 0, to: 32, kind: "other", title: "inactive link", difference: numbers.get(own) }];
      grid.append(make("span", "name", String(own)), side("expected", before, before ^ after, runs), side("got", after, before ^ after, runs));
    }
    return grid;
  };

  const cell = (line, ...children) => {
    const box = line.insertCell();
    box.append(...children);
    return box;
  };
  const show = (to) => {
    at = Math.max(0, Math.min(chosen.length - 1, to));
    byId("count").textContent = chosen.length;
    number.max = chosen.length;
    number.value = chosen.length ? at + 1 : "";
    document.querySelectorAll(".heat td.chosen").forEach((own) => own.classList.remove("chosen"));
    if (!chosen.length) {
      byId("one").replaceChildren(make("p", "", "No difference fits these choices."));
      byId("frame").replaceChildren();
      return;
    }
    const difference = chosen[at];
    const row = data.rows[difference.index];
    const { expected, got } = sides(row);
    const both = (own) => own.link !== undefined ? [own.expected, own.got] : [value(own, expected), value(own, got)];
    const means = (own) => own.link !== undefined ? ["a link that is not active carries zeros", "a word on a link that is not active"] : [own.expected, own.got];

    const table = make("table", "pairs");
    const [before, after] = both(difference);
    const [beforeMeans, afterMeans] = means(difference);
    for (const [name, text] of [
      ["row", `${row.r} (line ${row.r + 2}), BX ${row.b}`],
      ["field", `${difference.name}, ${place(difference)}`],
      ["expected", `${before}  ${beforeMeans}`],
      ["received", `${after}  ${afterMeans}`],
    ]) {
      const line = table.insertRow();
      const head = make("th", "", name);
      head.scope = "row";
      line.append(head);
      cell(line, text);
    }
    byId("one").replaceChildren(table);

    const numbers = ofRow(difference.index);
    const own = make("table");
    own.id = "list";
    const head = own.createTHead().insertRow();
    for (const name of ["field of this row", "place", "expected", "received"]) {
      const box = make("th", "", name);
      box.scope = "col";
      head.append(box);
    }
    const body = own.createTBody();
    for (const index of [...numbers.values()].sort((a, b) => a - b)) {
      const line = body.insertRow();
      line.dataset.difference = index;
      const button = make("button", "", chosen[index].name);
      button.type = "button";
      if (index === at) {
        line.className = "chosen";
        button.setAttribute("aria-current", "true");
      }
      cell(line, button);
      cell(line, place(chosen[index]));
      both(chosen[index]).forEach((text) => cell(line, text));
    }
    const scroll = make("div", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Differences of this row");
    scroll.append(own);
    byId("frame").replaceChildren(frame(row, numbers), scroll);
    for (const [ownLink, ownBit] of difference.bits) {
      document.querySelector(`.heat td[data-link="${ownLink}"][data-bit="${ownBit}"]`)?.classList.add("chosen");
    }
  };

  const filter = () => {
    const current = chosen[at];
    chosen = all.filter((difference) =>
      (!field.value || difference.name === field.value) &&
      ((!link.value && !bit.value) || difference.bits.some(([ownLink, ownBit]) =>
        (!link.value || String(ownLink) === link.value) && (!bit.value || String(ownBit) === bit.value))));
    // What was shown stays, if it still fits.
    show(Math.max(0, chosen.indexOf(current)));
  };
  [field, link, bit].forEach((select) => select.addEventListener("change", filter));
  number.addEventListener("change", () => show(Number(number.value) - 1));
  byId("previous").addEventListener("click", () => show(at - 1));
  byId("next").addEventListener("click", () => show(at + 1));
  byId("frame").addEventListener("click", (event) => {
    const target = event.target.closest("[data-difference]");
    if (!target) return;
    const focused = event.target.tagName === "BUTTON";
    show(Number(target.dataset.difference));
    if (focused) document.querySelector("#list tr.chosen button")?.focus();
  });
  document.querySelector(".heat").addEventListener("click", (event) => {
    const target = event.target.closest("td");
    if (!target?.textContent) return;
    field.value = "";
    link.value = target.dataset.link;
    bit.value = target.dataset.bit;
    filter();
    viewer.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || ["INPUT", "SELECT"].includes(event.target.tagName)) return;
    const anywhere = { n: at + 1, p: at - 1 };
    const inside = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: chosen.length - 1 };
    // Where something can be scrolled the arrow keys scroll it.
    const arrows = viewer.contains(event.target) && !event.target.closest(".scroll");
    const to = anywhere[event.key] ?? (arrows ? inside[event.key] : undefined);
    if (to === undefined) return;
    event.preventDefault();
    show(to);
  });
  show(0);
})();
