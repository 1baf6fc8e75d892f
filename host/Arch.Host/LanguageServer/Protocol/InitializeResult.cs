namespace Arch.Host.LanguageServer.Protocol;

/// <summary>What the server can do.</summary>
internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo)
{
    public static InitializeResult Value { get; } = new(
        new ServerCapabilities(),
        new ServerInfo("arch", typeof(InitializeResult).Assembly.GetName().Version?.ToString(3)));
}

/// <summary>Who the server is.</summary>
internal sealed record ServerInfo(string Name, string? Version);

/// <summary>The methods that the server has.</summary>
internal sealed record ServerCapabilities
{
    public string PositionEncoding { get; } = "utf-16";

    public TextSync TextDocumentSync { get; } = new();

    public CompletionOptions CompletionProvider { get; } = new([".", " ", "\"", "'", "["]);

    public bool HoverProvider { get; } = true;

    public bool DefinitionProvider { get; } = true;

    public bool ReferencesProvider { get; } = true;

    public bool DocumentSymbolProvider { get; } = true;

    public bool DocumentFormattingProvider { get; } = true;

    public RenameOptions RenameProvider { get; } = new(true);

    public CodeActionOptions CodeActionProvider { get; } = new(["quickfix"]);
}

/// <summary>How the client tells of changes: 2 stands for pieces of the text.</summary>
internal sealed record TextSync
{
    public bool OpenClose { get; } = true;

    public int Change { get; } = 2;

    public bool Save { get; } = true;
}

/// <summary>The characters behind which completions are asked for.</summary>
internal sealed record CompletionOptions(IReadOnlyList<string> TriggerCharacters);

/// <summary>How names are changed.</summary>
internal sealed record RenameOptions(bool PrepareProvider);

/// <summary>The kinds of changes that the server proposes.</summary>
internal sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds);
