namespace Arch.Fixture.Faults;

/// <summary>What a plugin may do wrong, and a few things that it may do.</summary>
public enum Fault
{
    /// <summary>Nothing: give the text back.</summary>
    Echo,

    /// <summary>Write log lines and progress.</summary>
    Log,

    /// <summary>Write to the standard output of the process.</summary>
    Print,

    /// <summary>Give the id of the process.</summary>
    ProcessId,

    /// <summary>Give an environment variable of the process.</summary>
    Environment,

    /// <summary>Fail as a step should.</summary>
    Fail,

    /// <summary>Throw something that is no failure of a step.</summary>
    Throw,

    /// <summary>Throw on a thread of its own.</summary>
    ThrowOnThread,

    /// <summary>Throw in an asynchronous method that nobody waits for.</summary>
    ThrowAsyncVoid,

    /// <summary>Call itself until the stack is full.</summary>
    StackOverflow,

    /// <summary>End the process.</summary>
    Exit,

    /// <summary>End the process as if it were broken.</summary>
    FailFast,

    /// <summary>Take managed memory until there is none.</summary>
    Memory,

    /// <summary>Take memory past the runtime until there is none.</summary>
    NativeMemory,

    /// <summary>Never come back, whatever the token says.</summary>
    Hang,

    /// <summary>Wait for the token.</summary>
    Wait,

    /// <summary>Read a file.</summary>
    ReadFile,

    /// <summary>Write a file.</summary>
    WriteFile,

    /// <summary>Connect to a host and port.</summary>
    Connect,

    /// <summary>Start a program.</summary>
    Start,
}
