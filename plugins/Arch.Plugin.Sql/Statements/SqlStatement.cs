namespace Arch.Plugin.Sql.Statements;

/// <summary>A statement as written.</summary>
/// <param name="Text">The SQL, with parameters as <c>@name</c> or <c>:name</c>.</param>
/// <param name="Place">Which input it stands in, for messages: <c>sql</c>, <c>statements[2]</c>.</param>
/// <param name="Parameters">The values.</param>
internal sealed record SqlStatement(string Text, string Place, ParameterSet Parameters);
