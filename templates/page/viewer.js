"use strict";
(() => {
  const cells = JSON.parse(document.getElementById("cells").textContent);
  const stops = [[68, 1, 84], [65, 68, 135], [42, 120, 142], [34, 168, 132], [122, 209, 81], [253, 231, 37]];

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const svg = (tag, attributes, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  // Square root: small charges must show beside large ones.
  const shade = (value, low, high) => {
    const part = high > low ? Math.sqrt((value - low) / (high - low)) * (stops.length - 1) : 0;
    const at = Math.min(Math.floor(part), stops.length - 2);
    const mix = stops[at].map((from, c) => Math.round(from + (stops[at + 1][c] - from) * (part - at)));
    return { fill: `rgb(${mix.join(",")})`, ink: mix[1] > 135 ? "#14181d" : "#ffffff" };
  };
  const range = (values) => [Math.min(...values), Math.max(...values)];
  const table = (rows) => {
    const element = make("table");
    for (const row of rows) {
      const line = element.insertRow();
      row.forEach((cell, index) => {
        const box = make(index === 0 ? "th" : "td");
        box.append(cell);
        line.append(box);
      });
    }
    const scroll = make("div", "scroll");
    scroll.append(element);
    return scroll;
  };

  const draw = {
    values: (block) => [table(block.entries.map((entry) => [entry.name, String(entry.value), entry.meaning]))],
    cells: (block) => {
      const figure = make("figure");
      const picture = svg("svg", { viewBox: cells.box, role: "img", "aria-label": block.name });
      const [low, high] = range(block.values);
      block.values.forEach((value, cell) => {
        const { fill, ink } = shade(value, low, high);
        const path = svg("path", { d: cells.paths[cell], fill, class: "edge" });
        path.append(svg("title", {}, `TC ${cell}: ${value}`));
        const [x, y] = cells.centres[cell];
        picture.append(path, svg("text", { x, y: y + 4, "text-anchor": "middle", style: `fill:${ink}` }, value));
      });
      figure.append(picture, make("figcaption", "", `${block.name}, ${block.format}, on the wafer; ${low} to ${high}`));
      return [figure];
    },
    grid: (block) => block.planes.map((plane, index) => {
      const [low, high] = range(block.planes.flat());
      const rows = make("table", "grid");
      for (let from = 0; from < plane.length; from += block.columns) {
        const line = rows.insertRow();
        for (const value of plane.slice(from, from + block.columns)) {
          const box = line.insertCell();
          const { fill, ink } = shade(value, low, high);
          box.textContent = value;
          box.style.background = fill;
          box.style.color = ink;
        }
      }
      const figure = make("div", "scroll");
      const name = block.planes.length > 1 ? `plane ${index}, ` : "";
      figure.append(make("div", "", `${name}${block.format}`), rows);
      return figure;
    }),
    words: (block) => {
      const words = make("div", "words");
      for (const word of block.words) {
        const line = make("div", "word");
        const bits = make("span", "bits");
        let last = word.spans.reduce((sum, span) => sum + span.bits.length, 0);
        for (const span of word.spans) {
          const field = block.fields[span.field];
          const box = make("span", field.class, span.bits);
          box.title = `${field.name}: ${field.value} ${field.meaning}`;
          box.dataset.field = span.field;
          // The numbers of its bits stand below it.
          last -= span.bits.length;
          const first = last + span.bits.length - 1;
          box.dataset.place = first > last ? `${first}:${last}` : last;
          bits.append(box);
        }
        line.append(make("span", "", word.name), make("b", "", word.hex), bits);
        words.append(line);
      }
      const lines = block.fields.map((field) => {
        const name = make("span");
        name.append(make("span", `swatch ${field.class}`), ` ${field.name}`);
        return [name, field.place, `0x${field.value.toString(16)}`, field.meaning];
      });
      // The bits come first; what all of them mean is folded, what those under the pointer mean stands in a line.
      const legend = make("details", "legend");
      legend.append(make("summary", "", `${lines.length} fields`));
      for (let from = 0; from < lines.length; from += 20) legend.append(table(lines.slice(from, from + 20)));
      legend.querySelectorAll("tr").forEach((row, index) => (row.dataset.field = index));
      const about = make("p", "about", "Point at bits to read what they are.");
      const both = [words, legend];
      const mark = (event) => {
        const field = event.target.closest("[data-field]")?.dataset.field;
        both.forEach((part) => part.querySelectorAll("[data-field]").forEach((element) =>
          element.classList.toggle("chosen", event.type === "mouseover" && element.dataset.field === field)));
        if (event.type !== "mouseover" || field === undefined) return;
        const { name, place, value, meaning } = block.fields[field];
        about.textContent = `${name}, ${place}: 0x${value.toString(16)}, ${meaning}`;
      };
      both.forEach((part) => ["mouseover", "mouseout"].forEach((name) => part.addEventListener(name, mark)));
      return [words, about, legend];
    },
  };

  document.querySelectorAll(".viewer").forEach((viewer, number) => {
    const stories = JSON.parse(viewer.querySelector(".stories").textContent);
    const select = viewer.querySelector("select");
    const stages = viewer.querySelector(".stages");
    const stage = viewer.querySelector(".stage");
    const find = viewer.querySelector(".find");
    let bx = 0;
    let step = 0;
    for (const story of stories) select.append(make("option", "", `row ${story.row}, BX ${story.bx}, charge ${story.sum}`));

    const show = (toBx, toStep) => {
      bx = Math.max(0, Math.min(stories.length - 1, toBx));
      const chapters = stories[bx].chapters;
      step = Math.max(0, Math.min(chapters.length - 1, toStep));
      select.selectedIndex = bx;
      stages.replaceChildren(...chapters.map((chapter, index) => {
        const item = make("li");
        const button = make("button", "", `${index + 1} ${chapter.title}`);
        button.type = "button";
        if (index === step) button.setAttribute("aria-current", "step");
        button.addEventListener("click", () => {
          go(bx, index);
          stages.children[step].firstChild.focus({ preventScroll: true });
        });
        item.append(button);
        return item;
      }));
      const chapter = chapters[step];
      const parts = make("div", "parts");
      parts.append(...chapter.blocks.flatMap((block) => draw[block.kind](block)));
      stage.replaceChildren(make("h3", "", chapter.title), make("p", "", chapter.about), parts);
    };
    // The address names what is seen, so that a link leads there: the viewer, the row, the stage.
    const go = (toBx, toStep) => {
      show(toBx, toStep);
      // Going there by location would take the focus away.
      const place = `#viewer-${number + 1},row-${stories[bx].row},${stories[bx].chapters[step].stage}`;
      history.replaceState(null, "", place);
    };
    const follow = () => {
      const [own, row, name] = decodeURIComponent(location.hash.slice(1)).split(",");
      const at = stories.findIndex((story) => own === `viewer-${number + 1}` && row === `row-${story.row}`);
      if (at < 0) return;
      show(at, stories[at].chapters.findIndex((chapter) => chapter.stage === name));
    };
    viewer.querySelector(".previous").addEventListener("click", () => go(bx - 1, step));
    viewer.querySelector(".next").addEventListener("click", () => go(bx + 1, step));
    select.addEventListener("change", () => go(select.selectedIndex, step));
    find.addEventListener("change", () => {
      const at = stories.findIndex((story) => String(story.bx) === find.value.trim());
      find.setCustomValidity(at < 0 && find.value ? "This page does not hold that BX." : "");
      if (!find.reportValidity() || at < 0) return;
      go(at, step);
    });
    viewer.addEventListener("keydown", (event) => {
      const keys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      // In the list of BX the arrow keys keep their own meaning.
      if (!(event.key in keys) || event.target === select || event.target === find || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      go(bx + keys[event.key][0], step + keys[event.key][1]);
      viewer.focus({ preventScroll: true });
    });
    if (stories.length < 2) viewer.querySelector(".tools").style.display = "none";
    show(Number(viewer.dataset.first), 0);
    follow();
    window.addEventListener("hashchange", follow);
  });
})();
