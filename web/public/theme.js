// Before the first paint, so that a dark page never flashes white. What is remembered is "light", "dark" or nothing.
(function () {
  var chosen = null;
  try {
    chosen = window.localStorage.getItem("standoff.theme");
  } catch (error) {
    chosen = null; // storage is closed to us: follow the system
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
