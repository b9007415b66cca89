/**
 * A table that sorts by any of its columns: a press on a head, by pointer or key, sorts by it and then turns the order.
 *
 * @template T
 * @typedef {object} Column
 * @property {string} head
 * @property {(row: T) => string | number} value What it sorts by.
 * @property {(row: T) => string} [text] What it shows; the value where there is none.
 * @property {(row: T, cell: HTMLTableCellElement) => void} [fill] Shows something that is no text.
 * @property {boolean} [number]
 * @property {boolean} [wrap]
 */

/** @template T */
export class Table {
  #columns;
  #key;
  #look;
  #body = document.createElement('tbody');
  /** @type {HTMLTableCellElement[]} */
  #heads = [];
  /** @type {Map<string, HTMLTableRowElement>} */
  #rows = new Map();
  /** @type {T[]} */
  #shown = [];
  #by;
  #down;

  /**
   * @param {HTMLTableElement} table @param {Column<T>[]} columns @param {(row: T) => string} key What a row is known by.
   * @param {{by?: number, down?: boolean, look?: (row: T) => string}} [options]
   */
  constructor(table, columns, key, { by = 0, down = false, look = () => '' } = {}) {
    this.#columns = columns;
    this.#key = key;
    this.#look = look;
    this.#by = by;
    this.#down = down;
    const head = table.createTHead().insertRow();
    for (const [i, column] of columns.entries()) head.append(this.#head(column, i));
    table.append(this.#body);
    this.#mark();
  }

  /** @param {T[]} rows */
  show(rows) {
    this.#shown = rows;
    const keys = new Set(rows.map(this.#key));
    for (const [key, row] of this.#rows) {
      if (keys.has(key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
    const value = this.#columns[this.#by].value;
    const sorted = rows.map(row => ({ row, value: value(row), key: this.#key(row) })).sort((a, b) => {
      const order = typeof a.value === 'number' && typeof b.value === 'number' ? a.value - b.value : String(a.value).localeCompare(String(b.value));
      return (this.#down ? -order : order) || a.key.localeCompare(b.key, undefined, { numeric: true });
    });
    sorted.forEach(({ row, key }, at) => {
      const element = this.#rowOf(key);
      element.className = this.#look(row);
      this.#columns.forEach((column, i) => this.#fill(column, row, element.cells[i]));
      // A row is moved only when it must be: focus and selection inside stay.
      if (this.#body.rows[at] !== element) this.#body.insertBefore(element, this.#body.rows[at] ?? null);
    });
  }

  /** @param {Column<T>} column @param {number} i */
  #head(column, i) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.classList.toggle('number', column.number === true);
    const button = document.createElement('button');
    button.type = 'button';
    button.append(column.head, Object.assign(document.createElement('span'), { ariaHidden: 'true' }));
    button.addEventListener('click', () => {
      this.#down = this.#by === i ? !this.#down : column.number === true;
      this.#by = i;
      this.#mark();
      this.show(this.#shown);
    });
    cell.append(button);
    this.#heads.push(cell);
    return cell;
  }

  #mark() {
    for (const [i, cell] of this.#heads.entries()) {
      const sorts = i === this.#by;
      cell.setAttribute('aria-sort', !sorts ? 'none' : this.#down ? 'descending' : 'ascending');
      const sign = cell.querySelector('span');
      if (sign) sign.textContent = !sorts ? '' : this.#down ? '↓' : '↑';
    }
  }

  /** @param {string} key */
  #rowOf(key) {
    const known = this.#rows.get(key);
    if (known) return known;
    const row = document.createElement('tr');
    for (const column of this.#columns) {
      const cell = row.insertCell();
      cell.classList.toggle('number', column.number === true);
      cell.classList.toggle('wrap', column.wrap === true);
    }
    this.#rows.set(key, row);
    return row;
  }

  /** @param {Column<T>} column @param {T} row @param {HTMLTableCellElement} cell */
  #fill(column, row, cell) {
    if (column.fill) return column.fill(row, cell);
    const text = column.text ? column.text(row) : String(column.value(row));
    if (cell.textContent !== text) cell.textContent = text;
  }
}
