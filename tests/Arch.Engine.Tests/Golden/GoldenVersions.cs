namespace Arch.Engine.Tests.Golden;

/// <summary>Writes other versions of the workflows, to which runs can be moved from many places.</summary>
internal static class GoldenVersions
{
    /// <summary>More inputs, variables and steps, so that steps, scopes and results have other numbers; other ways to undo steps.</summary>
    public static string Second(string rich) => Edit(
        rich,
        ("steps:\n  - {id: first,", "steps:\n\n  # moved down\n  - {id: first, name: The first,"),
        ("deep: {type: object}}", "deep: {type: object}, extra: {type: string, default: more}}"),
        ("last: {type: any}}", "last: {type: any}, fresh: {type: integer, default: 7}}"),
        ("{id: unbook, uses: test.do@1}, ", "{id: unbook, uses: test.do@1}, {id: unbook1, uses: test.do@1, with: {v: \"${{ vars.fresh }}\"}}, "),
        ("{id: undo, uses: test.do@1, with: {x: \"${{ x }}\"}}", "{id: undo0, uses: test.do@1}, {id: undo, uses: test.do@1, with: {x: \"${{ x + 1 }}\"}}"),
        ("{id: more, set:", "{id: before, uses: test.do@1, on_error: continue, with: {v: \"${{ inputs.extra }}\"}}, {id: more, set:"),
        ("  - {id: last,", "  - {id: added, group: [{id: part, uses: test.do@1, on_error: continue, with: {v: \"${{ vars.fresh }}\"}}]}\n  - {id: last,"),
        ("finally: [{id: over,", "finally: [{id: sooner, uses: test.do@1, on_error: continue}, {id: over,"));

    /// <summary>Without the variable of the second, and with fewer steps at the end.</summary>
    public static string Third(string rich) => Edit(
        rich,
        ("deep: {type: object}}", "deep: {type: object}, extra: {type: string, default: other}}"),
        ("{id: sc, uses: test.do@1, retry: {attempts: 3, delay: 1s}}", "{id: sd, set: {n: 9}}"),
        ("repeat: {until: vars.n >= 2, max: 5, every: 2s}", "repeat: {until: vars.n >= 1, max: 3}"),
        ("  - {id: last, set: {last: \"${{ ({all: steps}) }}\"}}\n", ""));

    public static string OfAttended(string attended) => Edit(
        attended,
        ("do: [{id: row, uses: test.do@1, with: {rows: \"${{ xs }}\"}}]", "do: [{id: row, uses: test.do@1, with: {rows: \"${{ xs }}\"}}, {id: told, emit: told}]"),
        ("'ä'.repeat(5000)", "'ö'.repeat(50)"));

    private static string Edit(string text, params (string Before, string After)[] edits)
    {
        foreach (var (before, after) in edits)
        {
            text.ShouldContain(before);
            text = text.Replace(before, after, StringComparison.Ordinal);
        }

        return text;
    }
}
