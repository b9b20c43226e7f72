// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { letIn } from './guards.ts';

describe('letIn', () => {
  it.each([
    [undefined, 'all'],
    ["github.event_name == 'pull_request' && github.event.action == 'closed'", 'nobody'],
    [`$${'{{'} github.event_name != 'issue_comment' }}`, 'nobody'],
    ["github.event_name == 'issue_comment' && contains(github.event.comment.body, '/test')", 'all'],
    [
      "(github.event_name == 'issue_comment' && contains(github.event.comment.body, '/x')) || github.event_name == 'push'",
      'all',
    ],
    ["(github.event_name == 'push' && github.actor == 'a') || github.event_name == 'schedule'", 'nobody'],
    ["github.event_name == 'push' && (failure() || always())", 'nobody'],
    ["!(github.event_name == 'issue_comment')", 'all'],
    ["contains('a || b', github.event_name) && github.event_name == 'push'", 'nobody'],
    ['github.event.pull_request.head.repo.full_name == github.repository', 'insiders'],
    ["github.event_name == 'push' || github.event.pull_request.head.repo.full_name == github.repository", 'insiders'],
    ['github.event.pull_request.head.repo.full_name == github.repository || failure()', 'all'],
    ['github.event.pull_request.head.repo.full_name != github.repository', 'all'],
    ['!github.event.pull_request.head.repo.fork', 'insiders'],
    ["github.event.workflow_run.event == 'push' && github.event.workflow_run.conclusion == 'success'", 'insiders'],
    ["github.event.workflow_run.event == 'pull_request'", 'all'],
    [`${'('.repeat(2000)}x${')'.repeat(2000)}`, 'all'],
  ])('%s: %s', (condition, wanted) => {
    expect(letIn(condition, 'issue_comment')).toBe(wanted);
  });
});
