// What a page is asked, besides what axe-core asks. Each answer is a list of faults in words; an empty list is well.
(() => {
  const WORKED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const inside = (box) => box.width > 1 && box.height > 1;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && inside(element.getBoundingClientRect());
  const told = (element) => `<${element.tagName.toLowerCase()} ${element.id || element.className}> ${(element.innerText || element.value || "").trim().slice(0, 40)}`;
  const worked = () => [...document.querySelectorAll(WORKED)].filter((element) => seen(element) && !element.disabled);
  const round = (number) => Math.round(number * 10) / 10;

  // Where words stand on both sides of a link, its height is that of the line: WCAG 2.5.8 leaves such links out.
  function inSentence(element) {
    const others = [...element.parentElement.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 1);
    return element.tagName === "A" && getComputedStyle(element).display === "inline" && others.length > 0;
  }

  // What is pressed: the label of a box counts with it, since pressing it does the same.
  function targets(least) {
    const there = (element) => element.getBoundingClientRect().right > 0; // a way past the head comes when it has the focus
    const twice = (element) => least > 24 && element.closest("svg"); // of a picture's mark the table below it has the same
    return worked().filter((element) => there(element) && !twice(element) && !inSentence(element)).flatMap((element) => {
      const boxes = [element, ...(element.matches("[type=radio], [type=checkbox]") ? element.labels : [])].map((each) => each.getBoundingClientRect());
      const [width, height] = ["width", "height"].map((side) => Math.max(...boxes.map((box) => box[side])));
      return Math.min(width, height) + 0.5 < least ? [`${round(width)} by ${round(height)}: ${told(element)}`] : [];
    });
  }

  function sideways() {
    const wide = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= wide) return [];
    const out = [...document.body.querySelectorAll("*")].filter((element) => seen(element) && element.getBoundingClientRect().right > wide + 1);
    return [`${document.scrollingElement.scrollWidth} in ${wide}: ${out.slice(0, 3).map(told)}`];
  }

  // Words that do not fit where they stand and cannot be scrolled to.
  function cut() {
    return [...document.body.querySelectorAll("*")].filter((element) => {
      if (!seen(element) || !element.innerText?.trim() || element.closest("svg, .unseen, textarea, input")) return false;
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const across = ["hidden", "clip"].includes(overflowX) && element.scrollWidth > element.clientWidth + 1;
      const down = ["hidden", "clip"].includes(overflowY) && element.scrollHeight > element.clientHeight + 1;
      return element.clientWidth > 1 && (across || down || (textOverflow === "ellipsis" && element.scrollWidth > element.clientWidth));
    }).map(told);
  }

  const shape = (element) => {
    const style = getComputedStyle(element);
    return [style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineColor}`, style.boxShadow, style.borderColor, style.backgroundColor].join("|");
  };
  const around = (element) => [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean);

  // What has the focus differs from what has not, by a ring at least; and the question box does not cover it. Focus
  // given by a script is drawn as that of a key only after a key was pressed: the caller has pressed one.
  function focus(forced) {
    const faults = [];
    const kinds = new Set();
    for (const element of worked()) {
      const kind = `${element.tagName} ${element.className} ${element.parentElement.className} ${element.closest("header, main, footer, #dock, #source, #scope, .turn")?.id}`;
      const dock = document.getElementById("dock");
      if (kinds.has(kind) && !dock) continue;
      document.activeElement.blur();
      const before = around(element).map(shape);
      element.focus();
      if (document.activeElement !== element) { faults.push(`takes no focus: ${told(element)}`); continue; }
      const ring = around(element).some((each, at) => shape(each) !== before[at] && getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) >= 2);
      if (!ring && !kinds.has(kind)) faults.push(`no ring: ${told(element)} ${element.matches(":focus-visible")} ${shape(element)}`);
      kinds.add(kind);
      if (!dock || dock.contains(element) || getComputedStyle(dock).position !== "sticky") continue;
      const [box, cover] = [element.getBoundingClientRect(), dock.getBoundingClientRect()];
      if (box.top >= cover.top - 1 && box.bottom <= cover.bottom + 1 && box.right > cover.left && box.left < cover.right) faults.push(`covered: ${told(element)}`);
    }
    document.activeElement.blur();
    return faults;
  }

  function moving() {
    const running = document.getAnimations().filter((each) => each.playState === "running").map((each) => told(each.effect.target));
    const would = [...document.body.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      return style.animationName !== "none" || style.transitionDuration.split(", ").some((each) => parseFloat(each) > 0.01);
    });
    return [...running, ...would.map(told)];
  }

  // The reader's own spacing, as WCAG 1.4.12 has it.
  function space(wanted) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }");
    document.adoptedStyleSheets = wanted ? [sheet] : [];
  }

  window.audit = { targets, sideways, cut, focus, moving, space };
})();
