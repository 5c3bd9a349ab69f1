/** A column of the table kit. */
export interface Column<Row> {
  id: string
  label: string
  number?: boolean
  /** The name that the API sorts by. */
  sort?: string
  /** The cell as text; else the table's `cell` snippet draws it. */
  text?: (row: Row) => string
}
