// Comforts of lists: a box that chooses all of them. Pages work without.

// A box with data-choose-all="NAME" ticks every box of that name in its form.
function chooseAll(box) {
  for (const other of box.form?.querySelectorAll(`input[type=checkbox][name="${box.dataset.chooseAll}"]`) ?? []) other.checked = box.checked;
  count(box.form);
}

// How many are chosen, where the form tells it.
function count(form) {
  const told = form?.querySelector("[data-chosen]");
  if (told) told.textContent = told.dataset.chosen.replace("#", form.querySelectorAll("input[type=checkbox][name=ids]:checked").length);
}

function prepare(root) {
  for (const element of root.querySelectorAll("[data-choose-all-field]")) element.hidden = false;
  for (const box of root.querySelectorAll("[data-choose-all]")) count(box.form);
}

// A click with Shift chooses all between the last one and this.
let lastChosen = null;
document.addEventListener("click", (event) => {
  if (!event.target.matches("input[type=checkbox][name=ids]")) return;
  const boxes = [...event.target.form?.querySelectorAll("input[type=checkbox][name=ids]") ?? []];
  const [from, to] = [boxes.indexOf(lastChosen), boxes.indexOf(event.target)].sort((one, other) => one - other);
  if (event.shiftKey && from >= 0) for (const box of boxes.slice(from, to + 1)) box.checked = event.target.checked;
  lastChosen = event.target;
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-choose-all]")) chooseAll(event.target);
  else if (event.target.matches("input[type=checkbox][name=ids]")) count(event.target.form);
});
document.addEventListener("stationmaster:fragment", (event) => prepare(event.target));
prepare(document);
