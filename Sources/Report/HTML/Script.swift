/// The page's only script: sorting of tables, and everything unfolded on paper.
///
/// The page says the same without it. The policy in the page's head names its hash.
enum Script {
  static let text: Markup = """

    (function () {
      "use strict";
      function value(row, column) {
        var cell = row.cells[column];
        var number = cell.getAttribute("data-value");
        if (number !== null) { return parseFloat(number); }
        return cell.classList.contains("number") ? null : cell.textContent;
      }
      function compare(a, b) {
        if (typeof a === "number" && typeof b === "number") { return a - b; }
        return String(a).localeCompare(String(b), "en", { numeric: true });
      }
      function sort(table, column, head) {
        var descending = head.getAttribute("aria-sort") === "ascending";
        table.querySelectorAll("thead th").forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        var body = table.tBodies[0];
        var rows = Array.from(body.rows).map(function (row) { return { row: row, value: value(row, column) }; });
        rows.sort(function (a, b) {
          if (a.value === null || b.value === null) { return (a.value === null) - (b.value === null); }
          return descending ? compare(b.value, a.value) : compare(a.value, b.value);
        });
        rows.forEach(function (entry) { body.appendChild(entry.row); });
      }
      document.querySelectorAll("table.sortable").forEach(function (table) {
        table.querySelectorAll("thead th").forEach(function (head, column) {
          var button = document.createElement("button");
          button.type = "button";
          button.textContent = head.textContent;
          button.addEventListener("click", function () { sort(table, column, head); });
          head.textContent = "";
          head.appendChild(button);
        });
      });
      var closed = [];
      window.addEventListener("beforeprint", function () {
        closed = Array.from(document.querySelectorAll("details:not([open])"));
        closed.forEach(function (part) { part.open = true; });
      });
      window.addEventListener("afterprint", function () {
        closed.forEach(function (part) { part.open = false; });
      });
    })();

    """
}
