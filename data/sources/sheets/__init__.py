"""Spreadsheets as they really come: any cell as text, any header, columns mapped once a sender.

A source whose files are spreadsheets is written so:

    FIELDS = (
        Field("street_name", Text(it="Via", en="Street"), ("via", "indirizzo"), is_required=True),
        Field("holder", Text(it="Nominativo", en="Name"), ("condomino",), is_personal=True),
        Field("balance", Text(it="Saldo", en="Balance"), ("saldo finale",), type="amount"),
    )

    def read(path: Path, asked: Asked) -> Reading:
        table = open_table(path, "my_source", FIELDS, asked)      # data.sources.sheets.table
        return Reading(None, _items(table), learned=(table.learned,))

    def _items(table: SheetTable) -> Iterator[Item]:
        for each in table.records():
            if isinstance(each, Total):        # "Totale scala A": check it, then tell it
                yield each.skip()
            elif isinstance(each, Record):
                text = each.text("street_name")                    # "" where there is none
                balance = table.amount(each, "balance")            # RowRefusedError
                yield Row(each.number, each.raw, Fact(...))
            else:
                yield each                     # Skip, Note: hand them on

and is declared with `takes_sheets=True`. What the parts promise:

- `reading.open_sheets(path) -> list[Sheet]`: .xlsx, CSV, `Testo Unicode`; every cell a `Cell`
  (text as shown, `is_number`, `date`), rows lazily and as often as wanted; what is unsafe or
  unreadable is a FileRefusedError with sheet, row, column and reason. Hidden sheets are read only
  by name.
- `table.open_table`: picks the sheet (`--sheet`), finds the header among titles and merged rows,
  maps its columns to the fields (remembered, said by `--map`, or proposed), and asks what it must:
  it raises `AskedBackError`, a FileRefusedError whose sentence holds the command that answers.
- `Record`: one data row. `cells` by field, `text(field)`, `group` (the last lone "Scala B" above),
  `number`, and `raw`, which holds only mapped columns that are not personal. `Total` is a subtotal.
- `table.amount(record, field)`, `table.date(record, field)`, `table.word(record, field, words)`:
  typed values or RowRefusedError; the rules are in the modules amounts, days and words.
- `Asked.answers` holds what was answered by `--answer KEY=VALUE`, now or before by this sender;
  a source asks with `asking.ask(...)` and finds the answer there the next time.
- A column that is neither mapped nor said to be ignored is named in a Note and never read.
"""
