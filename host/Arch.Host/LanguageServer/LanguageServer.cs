using Arch.Host.LanguageServer.Protocol;
using Arch.Workflows.Editing;
using Arch.Workflows.Formatting;
using StreamJsonRpc;

namespace Arch.Host.LanguageServer;

/// <summary>The methods of the Language Server Protocol, version 3.17. One message is handled after the other.</summary>
internal sealed class LanguageServer(JsonRpc client, SynchronizationContext order, string folder) : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _canWatch;

    /// <summary>Gets the end of the conversation.</summary>
    public Task Exited => _exited.Task;

    /// <summary>Gets whether the client has said <c>shutdown</c>.</summary>
    public bool HasShutDown { get; private set; }

    [JsonRpcMethod("initialize", UseSingleObjectParameterDeserialization = true)]
    public async Task<InitializeResult> InitializeAsync(InitializeParams message)
    {
        _canWatch = message.Capabilities?.Workspace?.DidChangeWatchedFiles?.DynamicRegistration == true;
        var root = message.WorkspaceFolders is [var first, ..] ? first.Uri : message.RootUri;
        foreach (var problem in _workspace.Open(root is { IsFile: true } ? root.LocalPath : folder))
        {
            await client.NotifyWithParameterObjectAsync("window/showMessage", new ShowMessageParams(MessageType.Warning, problem));
        }

        return InitializeResult.Value;
    }

    [JsonRpcMethod("initialized", UseSingleObjectParameterDeserialization = true)]
    public void Initialized(object? message)
    {
        _ = message;
        if (_canWatch)
        {
            _ = AskToWatchAsync();
        }
    }

    [JsonRpcMethod("shutdown")]
    public object? Shutdown()
    {
        HasShutDown = true;
        return null;
    }

    [JsonRpcMethod("exit")]
    public void Exit() => _exited.TrySetResult();

    [JsonRpcMethod("textDocument/didOpen", UseSingleObjectParameterDeserialization = true)]
    public void DidOpen(DidOpenParams message)
    {
        var file = _workspace.Add(message.TextDocument.Uri);
        file.Version = message.TextDocument.Version;
        file.Change(null, message.TextDocument.Text);
        CheckSoon(file);
    }

    [JsonRpcMethod("textDocument/didChange", UseSingleObjectParameterDeserialization = true)]
    public void DidChange(DidChangeParams message)
    {
        if (_workspace.Find(message.TextDocument.Uri) is not { } file)
        {
            return;
        }

        foreach (var change in message.ContentChanges)
        {
            file.Change(change.Range, change.Text);
        }

        file.Version = message.TextDocument.Version;
        CheckSoon(file);
    }

    [JsonRpcMethod("textDocument/didSave", UseSingleObjectParameterDeserialization = true)]
    public void DidSave(DocumentParams message)
    {
        // Other files may call what has changed in this one.
        _ = message;
        CheckAllSoon();
    }

    [JsonRpcMethod("textDocument/didClose", UseSingleObjectParameterDeserialization = true)]
    public async Task DidCloseAsync(DocumentParams message)
    {
        _workspace.Remove(message.TextDocument.Uri);
        await PublishAsync(new(message.TextDocument.Uri, null, []));
    }

    [JsonRpcMethod("workspace/didChangeWatchedFiles", UseSingleObjectParameterDeserialization = true)]
    public async Task DidChangeWatchedFilesAsync(DidChangeWatchedFilesParams message)
    {
        // What is no workflow is a plugin or the settings, and then everything is read anew.
        var isMore = message.Changes.Any(change => !change.IsWorkflow);
        foreach (var problem in isMore ? _workspace.Open(_workspace.Folder) : [])
        {
            await client.NotifyWithParameterObjectAsync("window/showMessage", new ShowMessageParams(MessageType.Warning, problem));
        }

        CheckAllSoon();
    }

    [JsonRpcMethod("textDocument/completion", UseSingleObjectParameterDeserialization = true)]
    public IReadOnlyList<CompletionItem> Complete(PositionParams message) =>
        Analysis(message.TextDocument) is { } file
            ? [.. file.Complete(message.Position).Select(CompletionItem.Of)]
            : [];

    [JsonRpcMethod("textDocument/hover", UseSingleObjectParameterDeserialization = true)]
    public HoverResult? Hover(PositionParams message) =>
        Analysis(message.TextDocument)?.Hover(message.Position) is { } hover
            ? new(new MarkupContent("markdown", hover.Markdown), hover.Range)
            : null;

    [JsonRpcMethod("textDocument/definition", UseSingleObjectParameterDeserialization = true)]
    public LocationResult? Define(PositionParams message) =>
        Analysis(message.TextDocument)?.Definition(message.Position) is { } found
            ? new(UriOf(message.TextDocument.Uri, found.File), found.Range)
            : null;

    [JsonRpcMethod("textDocument/references", UseSingleObjectParameterDeserialization = true)]
    public IReadOnlyList<LocationResult> Refer(PositionParams message) =>
        [.. (Analysis(message.TextDocument)?.References(message.Position) ?? []).Select(range => new LocationResult(message.TextDocument.Uri, range))];

    [JsonRpcMethod("textDocument/prepareRename", UseSingleObjectParameterDeserialization = true)]
    public TextRange? PrepareRename(PositionParams message) => Analysis(message.TextDocument)?.CanRename(message.Position);

    [JsonRpcMethod("textDocument/rename", UseSingleObjectParameterDeserialization = true)]
    public WorkspaceEdit? Rename(RenameParams message)
    {
        var result = Analysis(message.TextDocument)?.Rename(message.Position, message.NewName);
        return result?.Refusal is { } refusal
            ? throw new LocalRpcException(refusal) { ErrorCode = ProtocolErrors.RequestFailed }
            : result is null ? null : WorkspaceEdit.Of(message.TextDocument.Uri, result.Changes);
    }

    [JsonRpcMethod("textDocument/codeAction", UseSingleObjectParameterDeserialization = true)]
    public IReadOnlyList<CodeAction> Fix(CodeActionParams message) =>
        Analysis(message.TextDocument) is { } file
            ? [.. file.Fixes(message.Range).Select(fix => CodeAction.Of(message.TextDocument.Uri, fix))]
            : [];

    [JsonRpcMethod("textDocument/formatting", UseSingleObjectParameterDeserialization = true)]
    public IReadOnlyList<TextEdit> Format(DocumentParams message) =>
        _workspace.Find(message.TextDocument.Uri) is { } file && WorkflowFormatter.Format(file.Source) is { IsChanged: true, Text: { } text }
            ? [new TextEdit(new(new(0, 0), new(file.Text.Count(letter => letter == '\n') + 1, 0)), text)]
            : [];

    [JsonRpcMethod("textDocument/documentSymbol", UseSingleObjectParameterDeserialization = true)]
    public IReadOnlyList<DocumentSymbol> Outline(DocumentParams message) =>
        [.. (Analysis(message.TextDocument)?.Outline() ?? []).Select(DocumentSymbol.Of)];

    public void Dispose() => _workspace.Dispose();

    private async Task AskToWatchAsync()
    {
        try
        {
            await client.InvokeWithParameterObjectAsync("client/registerCapability", RegistrationParams.Watch);
        }
        catch (Exception exception) when (exception is RemoteRpcException or ObjectDisposedException or OperationCanceledException)
        {
            // A client that does not want to watch is served as well; it tells of what it saves.
        }
    }

    private FileAnalysis? Analysis(DocumentId document) =>
        _workspace.Find(document.Uri) is { } file ? _workspace.Analyze(file) : null;

    // Workflows are named from the project's folder. A Uri is written as it was made, so it is made of the whole of it.
    private Uri UriOf(Uri asked, string path) => asked.IsFile && path == asked.LocalPath
        ? asked
        : new Uri(new Uri(Path.GetFullPath(path, _workspace.ProjectFolder)).AbsoluteUri);

    private void CheckAllSoon()
    {
        _workspace.Refresh();
        foreach (var file in _workspace.Files.ToList())
        {
            CheckSoon(file);
        }
    }

    // Behind the messages that wait already: of many changes in a row only the last text is checked.
    private void CheckSoon(OpenFile file) => order.Post(_ => Check(file), null);

    private void Check(OpenFile file)
    {
        if (file.Published != file.Version && ReferenceEquals(_workspace.Find(file.Uri), file))
        {
            file.Published = file.Version;
            var found = _workspace.Analyze(file).Diagnostics
                .Where(diagnostic => diagnostic.Place.File == file.Path)
                .Select(ProtocolDiagnostic.Of);
            _ = PublishAsync(new(file.Uri, file.Version, [.. found]));
        }
    }

    private async Task PublishAsync(PublishDiagnosticsParams message)
    {
        try
        {
            await client.NotifyWithParameterObjectAsync("textDocument/publishDiagnostics", message);
        }
        catch (Exception exception) when (exception is ConnectionLostException or ObjectDisposedException or IOException)
        {
            // The client has gone; there is nobody to tell.
            _exited.TrySetResult();
        }
    }
}
