using System.Text;
using System.Text.Json.Nodes;
using DreamStack.Relay.Streams;

namespace DreamStack.Relay.Tests.Streams;

public class MergePatchTests
{
    // The object cases of RFC 7396, appendix A.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":[null,{"c":null}]}""", """{"a":[null,{"c":null}]}""")]
    public void Merges_as_the_standard_says(string target, string patch, string expected)
    {
        JsonObject state = Parse(target);
        Assert.True(MergePatch.TryApply(state, Parse(patch)));
        Assert.Equal(expected, state.ToJsonString());
    }

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData(""" {"a":[1,{"b":null}]} """, true)]
    [InlineData("""[]""", false)]
    [InlineData("""1""", false)]
    [InlineData("""{"a":}""", false)]
    [InlineData("""{} {}""", false)]
    [InlineData("", false)]
    public void Knows_an_object(string json, bool expected) =>
        Assert.Equal(expected, MergePatch.IsObject(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_member_named_twice_is_no_state() =>
        Assert.False(MergePatch.TryParse("""{"a":1,"a":2}"""u8, out _));

    [Fact]
    public void An_object_has_a_bounded_number_of_members_on_the_wire_and_after_merging()
    {
        static string Members(int from, int count) =>
            "{\"o\":{" + string.Join(',', Enumerable.Range(from, count).Select(i => $"\"k{i}\":[{i},{{}}]")) + "},\"last\":1}";
        Assert.True(MergePatch.IsObject(Encoding.UTF8.GetBytes(Members(0, MergePatch.MaxMembers))));
        Assert.False(MergePatch.IsObject(Encoding.UTF8.GetBytes(Members(0, MergePatch.MaxMembers + 1))));
        JsonObject state = Parse(Members(0, MergePatch.MaxMembers));
        Assert.True(MergePatch.TryApply(state, Parse(Members(0, MergePatch.MaxMembers))));
        Assert.False(MergePatch.TryApply(state, Parse(Members(9000, 1))));
    }

    private static JsonObject Parse(string json)
    {
        Assert.True(MergePatch.TryParse(Encoding.UTF8.GetBytes(json), out JsonObject? parsed));
        return parsed!;
    }
}
