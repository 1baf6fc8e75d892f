namespace Arch.Engine.Journal;

/// <summary>Which block of a step a lane runs.</summary>
public enum LaneRole
{
    /// <summary>The steps of a workflow, group, try, action or graph (there the key is the step).</summary>
    Body,

    /// <summary>An arm of <c>if</c>, or a case of <c>switch</c>; the key after the last is <c>else</c> or <c>default</c>.</summary>
    Arm,

    /// <summary>A branch of <c>parallel</c>.</summary>
    Branch,

    /// <summary>An iteration of a loop.</summary>
    Iteration,

    /// <summary>A handler of an error.</summary>
    Catch,

    /// <summary>What runs at the end, whatever happened.</summary>
    Finally,

    /// <summary>What undoes a completed step; the key is the step's place in the order of completion.</summary>
    Compensation,
}
