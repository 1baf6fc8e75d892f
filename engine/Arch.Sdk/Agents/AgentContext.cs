using System.Text.Json.Nodes;

namespace Arch.Sdk.Agents;

/// <summary>The handling of one message, and what an agent may do in it. The host makes it; plugins use it.</summary>
/// <remarks>
/// What is sent, published, started, set and replied happens when the message has been handled and its end is committed, and then
/// exactly once; nothing of it happens when the handler fails. Tools are the exception: they are called at once, and called again
/// when the message is handled again.
/// </remarks>
public abstract class AgentContext : PluginContext
{
    /// <summary>Gets the agent as <c>namespace.id</c>.</summary>
    public abstract string Agent { get; }

    /// <summary>Gets how long the handling of the message may take, from its beginning.</summary>
    public abstract TimeSpan TimeLimit { get; }

    /// <summary>Gets the names of the tools that the agent was given.</summary>
    public abstract IReadOnlyList<string> Tools { get; }

    /// <summary>Sends a message to an agent, possibly to itself.</summary>
    /// <param name="agent">The agent as <c>namespace.id</c>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="data">The data.</param>
    public abstract void Send(string agent, string subject, JsonNode? data = null);

    /// <summary>Publishes an event.</summary>
    /// <param name="subject">The subject: parts joined by dots.</param>
    /// <param name="data">The data.</param>
    public abstract void Publish(string subject, JsonNode? data = null);

    /// <summary>Starts a run.</summary>
    /// <param name="workflow">The workflow as <c>namespace.id</c>.</param>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The id that the run will have.</returns>
    public abstract string StartRun(string workflow, JsonObject? inputs = null);

    /// <summary>Starts a run and hears of its end: a message of the kind <see cref="AgentMessageKind.Run"/> comes then.</summary>
    /// <param name="workflow">The workflow as <c>namespace.id</c>.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="subject">The subject of the message.</param>
    /// <returns>The id that the run will have.</returns>
    public abstract string StartRunAndHear(string workflow, JsonObject? inputs, string subject);

    /// <summary>Starts a workflow that the agent was given as a tool, and hears of its end as <see cref="StartRunAndHear"/> does.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">The arguments, beside those that the agent's declaration gives.</param>
    /// <param name="subject">The subject of the message.</param>
    /// <returns>The id that the run will have.</returns>
    /// <exception cref="StepException">ARCH8020: the agent has no such tool, or it is a step type.</exception>
    public abstract string StartTool(string tool, JsonObject? arguments, string subject);

    /// <summary>
    /// Asks a person to approve something, with a human task, and hears of the decision: a message of the kind
    /// <see cref="AgentMessageKind.Run"/> whose <c>outputs</c> are <c>approved</c>, <c>comment</c> and <c>by</c>.
    /// </summary>
    /// <param name="question">What is to be approved.</param>
    /// <param name="subject">The subject of the message.</param>
    /// <returns>The id of the run that asks.</returns>
    public abstract string AskApproval(ApprovalQuestion question, string subject);

    /// <summary>Replies to the message that is being handled. Does nothing when nobody waits for a reply.</summary>
    /// <param name="outputs">The reply.</param>
    public abstract void Reply(JsonObject outputs);

    /// <summary>Replies to a message that was handled before.</summary>
    /// <param name="replyTo">The message's <see cref="AgentMessage.ReplyTo"/>.</param>
    /// <param name="outputs">The reply.</param>
    public abstract void Reply(string replyTo, JsonObject outputs);

    /// <summary>Tells whoever asked that the question fails: its step fails with this code and message.</summary>
    /// <param name="replyTo">The message's <see cref="AgentMessage.ReplyTo"/>.</param>
    /// <param name="code">The code, such as <c>ai_refusal</c>.</param>
    /// <param name="message">What went wrong and what to do.</param>
    public abstract void ReplyError(string replyTo, string code, string message);

    /// <summary>
    /// Says that the reply comes later. Without it, and without a reply, whoever asked gets an empty object when the message has
    /// been handled, so that nobody waits in vain.
    /// </summary>
    public abstract void ReplyLater();

    /// <summary>Sets a timer; a message of the kind <see cref="AgentMessageKind.Timer"/> comes when it has run off.</summary>
    /// <param name="delay">How long; 0 or more.</param>
    /// <param name="name">The name; a timer of the agent that has it already is replaced.</param>
    /// <param name="data">The data of the message.</param>
    public abstract void After(TimeSpan delay, string name, JsonNode? data = null);

    /// <summary>Takes a timer away; does nothing when there is none.</summary>
    /// <param name="name">The name.</param>
    public abstract void CancelTimer(string name);

    /// <summary>Describes the tools that the agent was given.</summary>
    public abstract IReadOnlyList<AgentToolInfo> DescribeTools();

    /// <summary>Shows what the agent is about to those who look at it now, such as the words of an answer as they come. Nothing of it is kept.</summary>
    /// <param name="text">A piece of text.</param>
    public abstract void Show(string text);

    /// <summary>Calls a tool: a step type, or a workflow whose end is waited for.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">The arguments, beside those that the agent's declaration gives.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="StepException">ARCH8020: the agent has no such tool. Otherwise what the tool failed with.</exception>
    public abstract Task<JsonObject> CallToolAsync(string tool, JsonObject? arguments, CancellationToken cancellationToken);
}
