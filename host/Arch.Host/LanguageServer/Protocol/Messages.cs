using Arch.Workflows.Editing;

namespace Arch.Host.LanguageServer.Protocol;

/// <summary>What the client says first.</summary>
internal sealed record InitializeParams(
    Uri? RootUri,
    IReadOnlyList<WorkspaceFolder>? WorkspaceFolders,
    ClientCapabilities? Capabilities);

/// <summary>What the client can do, as far as the server asks.</summary>
internal sealed record ClientCapabilities(WorkspaceCapabilities? Workspace);

/// <summary>What the client can do with folders.</summary>
internal sealed record WorkspaceCapabilities(WatchCapabilities? DidChangeWatchedFiles);

/// <summary>Whether the client watches files when it is asked to.</summary>
internal sealed record WatchCapabilities(bool DynamicRegistration);

/// <summary>A folder that the client has open.</summary>
internal sealed record WorkspaceFolder(Uri Uri, string? Name);

/// <summary>A file.</summary>
internal sealed record DocumentId(Uri Uri, int Version = 0);

/// <summary>A file with its text.</summary>
internal sealed record DocumentItem(Uri Uri, int Version, string Text);

/// <summary>A message about a file.</summary>
internal sealed record DocumentParams(DocumentId TextDocument);

/// <summary>A file was opened.</summary>
internal sealed record DidOpenParams(DocumentItem TextDocument);

/// <summary>A file was changed.</summary>
internal sealed record DidChangeParams(DocumentId TextDocument, IReadOnlyList<ContentChange> ContentChanges);

/// <summary>A change; of the whole text without a range.</summary>
internal sealed record ContentChange(TextRange? Range, string Text);

/// <summary>Files on disk have changed.</summary>
internal sealed record DidChangeWatchedFilesParams(IReadOnlyList<FileEvent> Changes);

/// <summary>A file that has changed.</summary>
internal sealed record FileEvent(Uri Uri)
{
    /// <summary>Gets whether it is a workflow, or an action, test or agent.</summary>
    public bool IsWorkflow => Path.GetExtension(Uri.AbsolutePath) is ".yaml" or ".yml"
        && Path.GetFileName(Uri.AbsolutePath) != Settings.SettingsReader.FileName;
}

/// <summary>A question about a position.</summary>
internal sealed record PositionParams(DocumentId TextDocument, TextPosition Position);

/// <summary>Asks to rename what stands at a position.</summary>
internal sealed record RenameParams(DocumentId TextDocument, TextPosition Position, string NewName);

/// <summary>Asks for changes that put right what is wrong in a range.</summary>
internal sealed record CodeActionParams(DocumentId TextDocument, TextRange Range);
