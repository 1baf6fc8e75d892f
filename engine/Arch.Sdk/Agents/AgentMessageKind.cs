namespace Arch.Sdk.Agents;

/// <summary>Why an agent gets a message.</summary>
public enum AgentMessageKind
{
    /// <summary>Somebody sent it: another agent, a person, a program.</summary>
    Message,

    /// <summary>A step of a run, or another agent, asks and waits for the reply.</summary>
    Ask,

    /// <summary>An event with a subject that the agent's inbox names.</summary>
    Event,

    /// <summary>A timer that the agent set has run off; the subject is the timer's name.</summary>
    Timer,

    /// <summary>The agent was started, or was given other settings.</summary>
    Start,

    /// <summary>
    /// A run that the agent started has ended, and the agent wanted to hear of it. The data is an object of <c>run</c> (the id),
    /// <c>status</c> (<c>succeeded</c>, <c>failed</c> or <c>cancelled</c>), <c>outputs</c> and <c>error</c> (<c>code</c>, <c>message</c>).
    /// </summary>
    Run,
}
