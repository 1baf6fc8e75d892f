namespace Arch.Plugin.Testing.ScriptedModel;

/// <summary>What a scripted model answers to one request.</summary>
public sealed record ScriptedAnswer
{
    /// <summary>Gets the pieces of the text; a stream sends each on its own.</summary>
    /// <value>None unless set.</value>
    public IReadOnlyList<string> Pieces { get; init; } = [];

    /// <summary>Gets the tools to call.</summary>
    /// <value>None unless set.</value>
    public IReadOnlyList<ScriptedToolCall> ToolCalls { get; init; } = [];

    /// <summary>Gets the words of a refusal.</summary>
    /// <value><see langword="null"/> when the model does not refuse.</value>
    public string? Refusal { get; init; }

    /// <summary>Gets why the answer ends.</summary>
    /// <value><c>stop</c> unless set; <c>tool_calls</c> with tools.</value>
    public string FinishReason { get; init; } = "stop";

    /// <summary>Gets the tokens of question and answer that are told.</summary>
    /// <value>10 and 5 unless set.</value>
    public (int Input, int Output) Tokens { get; init; } = (10, 5);

    /// <summary>Gets whether a stream stands still after its pieces until the client goes away.</summary>
    /// <value><see langword="false"/> unless set.</value>
    public bool Hangs { get; init; }

    /// <summary>Gets the HTTP status.</summary>
    /// <value>200 unless set; with any other the answer is <see cref="Body"/>.</value>
    public int Status { get; init; } = 200;

    /// <summary>Gets the body of an error, or of embeddings, as it is.</summary>
    /// <value><see langword="null"/> unless set.</value>
    public string? Body { get; init; }

    /// <summary>Gets headers of the answer.</summary>
    /// <value>None unless set.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Answers with text.</summary>
    /// <param name="pieces">Its pieces.</param>
    /// <returns>The answer.</returns>
    public static ScriptedAnswer Text(params string[] pieces) => new() { Pieces = pieces };

    /// <summary>Asks for tools.</summary>
    /// <param name="calls">The calls.</param>
    /// <returns>The answer.</returns>
    public static ScriptedAnswer Tools(params ScriptedToolCall[] calls) => new() { ToolCalls = calls, FinishReason = "tool_calls" };

    /// <summary>Answers with an error, as the protocol writes it.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The code.</param>
    /// <param name="message">The words.</param>
    /// <returns>The answer.</returns>
    public static ScriptedAnswer Error(int status, string code, string message) => new()
    {
        Status = status,
        Body = System.Text.Json.JsonSerializer.Serialize(new { error = new { message, code, type = code } }),
    };
}
