namespace Arch.Plugin.Ai.Agents;

/// <summary>The subjects of the messages that an agent gets about its own work: what it is about, of which task, of which use of a tool.</summary>
internal static class TaskSubject
{
    private const string TurnMark = "turn ";
    private const string ToolsMark = "tools ";
    private const string CallMark = "call ";
    private const string ApprovalMark = "approval ";

    public static string Turn(string task) => TurnMark + Escape(task);

    public static string Tools(string task) => ToolsMark + Escape(task);

    public static string Call(string task, string call) => $"{CallMark}{Escape(task)} {Escape(call)}";

    public static string Approval(string task, string call) => $"{ApprovalMark}{Escape(task)} {Escape(call)}";

    public static bool IsTurn(string subject) => subject.StartsWith(TurnMark, StringComparison.Ordinal);

    public static bool IsApproval(string subject) => subject.StartsWith(ApprovalMark, StringComparison.Ordinal);

    public static (string Task, string? Call)? Read(string subject) => subject.Split(' ', 3) switch
    {
        [_, var task] => (Uri.UnescapeDataString(task), null),
        [_, var task, var call] => (Uri.UnescapeDataString(task), Uri.UnescapeDataString(call)),
        _ => null,
    };

    // Ids are anybody's; blanks part the words of a subject.
    private static string Escape(string id) => Uri.EscapeDataString(id);
}
