namespace Arch.Workflows.Editing;

/// <summary>What a completion stands for.</summary>
public enum CompletionKind
{
    /// <summary>A key of the workflow language.</summary>
    Key,

    /// <summary>One of the words that a key allows.</summary>
    Word,

    /// <summary>A step type of a plugin.</summary>
    StepType,

    /// <summary>A workflow that can be called.</summary>
    Workflow,

    /// <summary>A step of the workflow.</summary>
    Step,

    /// <summary>A name in scope of an expression.</summary>
    Name,

    /// <summary>A member of a value, or an input of a step.</summary>
    Member,

    /// <summary>A function of the expression language.</summary>
    Function,
}
