// Put into every page by the server: hides the score panel, starts the seeded episode when the server says so,
// reports the query (the person's goal) and the reward of the first ending, and fetches the next page.
(() => {
  const ask = new URLSearchParams(location.search);
  const tell = (path, data) => fetch(path, {method: "POST", body: JSON.stringify({number: ask.get("number"), ...data})});
  const style = document.createElement("style");
  style.textContent = "#reward-display, #click-canvas {display: none !important}";
  document.documentElement.appendChild(style);

  async function next() {
    for (;;) {
      const page = await (await fetch("/next")).json();
      if (page) { location.replace(page); return; }
    }
  }

  function start() {
    if (!WOB_TASK_READY) { setTimeout(start, 50); return; }
    const end = core.endEpisode;
    let told = false;
    core.endEpisode = (reward, ...rest) => {
      if (!told && core.EP_TIMER !== null) { told = true; tell("/ended", {reward: Number(reward)}); }
      return end(reward, ...rest);
    };
    Math.seedrandom(ask.get("seed"));
    core.setDataMode("train");
    core.EPISODE_MAX_TIME = 3600 * 1000;
    core.startEpisodeReal();
    // Painted, and the first animations over.
    requestAnimationFrame(() => setTimeout(() => tell("/started", {goal: core.getUtterance()}), 300));
    next();
  }

  addEventListener("load", () => setTimeout(ask.has("number") ? start : next, 0));
})();
