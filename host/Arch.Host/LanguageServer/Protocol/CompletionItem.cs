using System.Globalization;
using Arch.Workflows.Editing;

namespace Arch.Host.LanguageServer.Protocol;

/// <summary>Something that can be written.</summary>
internal sealed record CompletionItem(
    string Label,
    int Kind,
    string? Detail,
    MarkupContent? Documentation,
    string SortText,
    TextEdit TextEdit)
{
    // Numbers of LSP 3.17, CompletionItemKind.
    private const int Function = 3;
    private const int Field = 5;
    private const int Variable = 6;
    private const int Module = 9;
    private const int Property = 10;
    private const int EnumMember = 20;
    private const int Reference = 18;

    public static CompletionItem Of(Completion completion, int place) => new(
        completion.Label,
        KindOf(completion.Kind),
        completion.Detail,
        completion.Documentation is { } text ? new("markdown", text) : null,
        place.ToString("D4", CultureInfo.InvariantCulture),
        TextEdit.Of(completion.Change));

    private static int KindOf(CompletionKind kind) => kind switch
    {
        CompletionKind.Key => Property,
        CompletionKind.Word => EnumMember,
        CompletionKind.StepType => Module,
        CompletionKind.Workflow or CompletionKind.Step => Reference,
        CompletionKind.Name => Variable,
        CompletionKind.Function => Function,
        _ => Field,
    };
}
