'use strict';

// Values from the server are only ever shown as text, never as HTML.

const REFRESH_MILLIS = 1000;
const SHOWN = 20;

const byId = (id) => document.getElementById(id);
const needsToken = document.body.dataset.token === 'needed';
// Kept in memory only: in no URL, cookie or storage.
let token = '';
let before = null;
let following = null;

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

function headers(more) {
  return token ? { Authorization: `Bearer ${token}`, ...more } : { ...more };
}

function timeOf(instant) {
  const time = element('time', new Date(instant).toLocaleTimeString());
  time.dateTime = instant;
  return time;
}

function resultLine(result) {
  const line = document.createElement('li');
  line.append(
    timeOf(result.decidedAt),
    element('span', result.reason ?? result.status, `kind ${result.status}`),
    element('span', `${result.lessonId} of ${result.enrollmentId}`),
  );
  return line;
}

function showActivity({ counts, latest }) {
  for (const name of ['stored', 'notStored', 'undecided', 'waiting', 'following']) {
    byId(name).textContent = counts[name].toLocaleString();
  }
  const now = performance.now();
  if (before) {
    const rate = ((counts.stored - before.stored) * 1000) / (now - before.at);
    byId('rate').textContent = Math.max(0, Math.round(rate)).toLocaleString();
  }
  before = { stored: counts.stored, at: now };
  const verdicts = Object.entries(counts.verdicts);
  if (verdicts.length > 0) {
    byId('verdicts').replaceChildren(...verdicts.map(([kind, count]) =>
      element('li', `${kind} ${count.toLocaleString()}`)));
  }
  if (latest.length > 0) {
    byId('latest').replaceChildren(...latest.slice(0, SHOWN).map(resultLine));
  }
}

function say(state) {
  byId('state').textContent = state;
}

function askForToken(why) {
  token = '';
  byId('access').hidden = false;
  say(why);
}

// Repeats every second, until the token does not suffice.
async function refresh() {
  try {
    const response = await fetch('v1/activity', { headers: headers(), cache: 'no-store' });
    if (response.status === 401) {
      askForToken('the token is not accepted');
      return;
    }
    byId('access').hidden = true;
    if (response.status === 403) {
      say('for one learner: look up an enrollment below');
      return;
    }
    if (response.ok) {
      showActivity(await response.json());
    }
    say(response.ok ? 'live' : `the server answered ${response.status}`);
  } catch {
    say('the server does not answer');
  }
  setTimeout(refresh, REFRESH_MILLIS);
}

function lessonLine(lesson) {
  const line = document.createElement('li');
  line.append(
    timeOf(lesson.completedAt),
    element('span', lesson.origin === 'IMPORT' ? 'IMPORTED' : 'COMPLETED', 'kind ACCEPTED'),
    element('span', lesson.lessonId),
  );
  return line;
}

const WAITING_FOR = {
  SETTLED_OUTLINE: 'waits until the course has not been changed for a while',
  UNREADABLE_ROWS: 'waits: the platform has a row of the course that cannot be read',
  PUBLICATION: 'waits: the course is not published',
  DECISION: 'is being decided',
};

function courseText(progress) {
  if (progress.course) {
    return `course ${progress.course.courseId} completed`;
  }
  const course = progress.courseProgress;
  if (course) {
    const waiting = course.completion === 'WAITING' ? `, whose completion ${WAITING_FOR[course.waitingFor]}` : '';
    return `${course.requiredCompleted} of ${course.required} required in course ${course.courseId}${waiting}`;
  }
  return progress.lessons.length > 0 ? 'course not completed' : 'nothing stored yet';
}

async function show(enrollment) {
  if (following) {
    following.abort();
  }
  if (needsToken && !token) {
    byId('found').textContent = 'a token is needed, above';
    return;
  }
  following = new AbortController();
  const { signal } = following;
  byId('lessons').replaceChildren();
  byId('found').textContent = 'loading…';
  const path = `v1/enrollments/${encodeURIComponent(enrollment)}`;
  try {
    const response = await fetch(`${path}/progress`, { headers: headers(), signal, cache: 'no-store' });
    const body = await response.json();
    if (!response.ok) {
      byId('found').textContent = body.title;
      return;
    }
    const freshness = body.freshness.upToDate ? 'up to date' : 'newer verdicts are being stored';
    byId('found').textContent = `${enrollment}: ${body.lessons.length} completed, ${courseText(body)}, ${freshness}`;
    byId('lessons').replaceChildren(...body.lessons.map(lessonLine));
    await follow(`${path}/events`, signal);
  } catch (failure) {
    if (!signal.aborted) {
      byId('found').textContent = 'the server does not answer';
    }
  }
}

// EventSource cannot send a token.
async function follow(path, signal) {
  const response = await fetch(path, { headers: headers({ Accept: 'text/event-stream' }), signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += read.value;
    const events = text.split('\n\n');
    text = events.pop();
    events.forEach(showEvent);
  }
}

function showEvent(event) {
  const data = event.split('\n').find((line) => line.startsWith('data: '));
  if (data && !event.includes('event: gap')) {
    byId('lessons').append(resultLine(JSON.parse(data.slice('data: '.length))));
  }
}

byId('access').addEventListener('submit', (event) => {
  event.preventDefault();
  token = byId('token').value.trim();
  byId('token').value = '';
  say('connecting…');
  refresh();
});
byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  show(byId('enrollment').value);
});
window.addEventListener('beforeunload', () => following?.abort());
if (needsToken) {
  askForToken('a token is needed');
} else {
  refresh();
}
