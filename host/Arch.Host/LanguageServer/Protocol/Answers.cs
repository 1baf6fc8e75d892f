using Arch.Workflows.Editing;

namespace Arch.Host.LanguageServer.Protocol;

/// <summary>A piece of a file.</summary>
internal sealed record LocationResult(Uri Uri, TextRange Range);

/// <summary>Text with its form.</summary>
internal sealed record MarkupContent(string Kind, string Value);

/// <summary>What stands under the pointer.</summary>
internal sealed record HoverResult(MarkupContent Contents, TextRange Range);

/// <summary>A change of a text.</summary>
internal sealed record TextEdit(TextRange Range, string NewText)
{
    public static TextEdit Of(TextChange change) => new(change.Range, change.NewText);
}

/// <summary>Changes of files.</summary>
internal sealed record WorkspaceEdit(IReadOnlyDictionary<string, IReadOnlyList<TextEdit>> Changes)
{
    public static WorkspaceEdit Of(Uri uri, IEnumerable<TextChange> changes) =>
        new(new Dictionary<string, IReadOnlyList<TextEdit>> { [uri.OriginalString] = [.. changes.Select(TextEdit.Of)] });
}

/// <summary>A change that the client can offer.</summary>
internal sealed record CodeAction(string Title, string Kind, IReadOnlyList<ProtocolDiagnostic> Diagnostics, WorkspaceEdit Edit, bool IsPreferred)
{
    public static CodeAction Of(Uri uri, CodeFix fix) => new(
        fix.Title,
        "quickfix",
        [ProtocolDiagnostic.Of(fix.Diagnostic)],
        WorkspaceEdit.Of(uri, [fix.Change]),
        IsPreferred: true);
}

/// <summary>A message for the person at the client.</summary>
internal sealed record ShowMessageParams(MessageType Type, string Message);

/// <summary>How much a message matters.</summary>
internal enum MessageType
{
    Error = 1,
    Warning = 2,
    Info = 3,
}

/// <summary>Codes of errors (LSP 3.17, ErrorCodes).</summary>
internal static class ProtocolErrors
{
    /// <summary>The request is right in form but cannot be done.</summary>
    public const int RequestFailed = -32803;
}
